import { AppError } from '../../../shared/errors';
import { isWanted, WANTED } from '../sums/statuses';

/** Which rows count: "" takes all, "503" whatever its substatus, "503.2" only that; several with commas between. */
export interface StatusFilter {
  /** The three digits of all of them; null: every status. */
  statuses: readonly number[] | null;
  matches(status: number, substatus: number): boolean;
}

const EVERY: StatusFilter = { statuses: null, matches: () => true };

export function statusFilter(text: string): StatusFilter {
  if (text === '') return EVERY;
  const wanted = text.split(',').map((one) => {
    const [main, sub] = one.split('.');
    return { status: Number(main), substatus: sub === undefined ? null : Number(sub) };
  });
  return {
    statuses: [...new Set(wanted.map(({ status }) => status))],
    matches: (status, substatus) =>
      wanted.some((one) => one.status === status && (one.substatus ?? substatus) === substatus),
  };
}

/** What somebody typed as a filter, "503,404.15" as it is or in a sentence what is wrong with it: `bad-request`. */
export function parseStatuses(text: string, option: string): string {
  const codes = text.split(',').map((code) => code.trim());
  for (const code of codes)
    if (!/^\d{3}(\.\d{1,5})?$/.test(code) || !isWanted(Number(code.slice(0, 3))))
      throw new AppError(
        'bad-request',
        `${option} "${code.slice(0, 40)}" is no status that is counted; give ${WANTED.join(', ')}, or one with its substatus like 503.2.`,
      );
  return codes.join(',');
}
