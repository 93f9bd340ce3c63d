import { AppError } from '../../shared/errors';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * A moment of a log, as seconds since 1970: "2026-11-24", "2026-11-24T03:00", "2026-11-24T03:00:00+01:00". Without a zone
 * it is UTC, as W3C logs are; a day alone is its first second, for `--until` its last. Throws `bad-request`.
 */
export function parseTime(text: string, option: string): number {
  const zoned = DAY.test(text) ? `${text}T00:00Z` : zone(text);
  const at = zoned === null ? NaN : Date.parse(zoned);
  // Date.parse takes the 31st of April for the 1st of May.
  const day = new Date(`${text.slice(0, 10)}T00:00Z`);
  if (Number.isNaN(at) || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text.slice(0, 10)))
    throw new AppError(
      'bad-request',
      `${option} "${text.slice(0, 40)}" is no time; write it like 2026-11-24T03:00 (UTC) or 2026-11-24.`,
    );
  const wholeDay = option === '--until' && DAY.test(text);
  return Math.floor(at / 1000) + (wholeDay ? 86_399 : 0);
}

function zone(text: string): string | null {
  const found = TIME.exec(text);
  if (!found) return null;
  const iso = text.replace(' ', 'T');
  return found[1] === undefined ? `${iso}Z` : iso;
}
