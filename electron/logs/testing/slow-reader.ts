// A reader as anyone would write it: whole text, line by line, no care for speed. It shares nothing with the scan.

export interface SlowSums {
  lines: number;
  malformed: number;
  statuses: Record<string, number>;
  reasons: Record<string, number>;
  /** Lives of 101 in ms, ascending. */
  lives: number[];
  /** `second status` → rows. */
  times: Record<string, number>;
  /** `url`, `client` → wanted rows; W3C and HTTPERR only. */
  urls: Record<string, number>;
  clients: Record<string, number>;
  /** Lines under no #Fields with sc-status. */
  unexplained: number;
}

export const emptySums = (): SlowSums => ({
  lines: 0,
  malformed: 0,
  statuses: {},
  reasons: {},
  lives: [],
  times: {},
  urls: {},
  clients: {},
  unexplained: 0,
});

export interface Range {
  since: number | null;
  until: number | null;
}

interface Parsed {
  status: string | undefined;
  substatus?: string | undefined;
  taken?: string | undefined;
  second: number | null;
  reason?: string;
  url?: string;
  client?: string;
}

const WANTED = ['101', '400', '401', '403', '404', '426', '500', '501', '502', '503'];
const plus = (counts: Record<string, number>, name: string): void => {
  counts[name] = (counts[name] ?? 0) + 1;
};

function secondOf(date: string | undefined, time: string | undefined): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(date ?? '') || !/^([01]\d|2[0-3])(:[0-5]\d){2}$/.test(time ?? ''))
    return null;
  const at = new Date(`${date ?? ''}T${time ?? ''}Z`);
  return Number.isNaN(at.getTime()) || !at.toISOString().startsWith(date ?? '?') || at.getTime() < 0
    ? null
    : at.getTime() / 1000;
}

function take(sums: SlowSums, row: Parsed, range: Range): void {
  const { second } = row;
  if (second !== null && ((range.since ?? -Infinity) > second || (range.until ?? Infinity) < second)) return;
  sums.lines += 1;
  const good = /^\d{3}$/.test(row.status ?? '');
  if (!good && !(row.status === '-' && row.reason)) sums.malformed += 1;
  if (row.reason) plus(sums.reasons, row.reason);
  const wanted = good && WANTED.includes(row.status ?? '');
  if (!wanted && !(row.reason && (good || row.status === '-'))) return;
  const known = /^\d{1,5}$/.test(row.substatus ?? '');
  if (wanted)
    plus(sums.statuses, known ? `${row.status ?? ''}.${Number(row.substatus)}` : (row.status ?? ''));
  if (second !== null)
    plus(sums.times, `${Math.floor(second / 60) * 60} ${row.status === '-' ? '0' : (row.status ?? '')}`);
  if (row.url) plus(sums.urls, row.url);
  if (row.client) plus(sums.clients, row.client);
  if (row.status === '101' && /^\d{1,15}$/.test(row.taken ?? '')) sums.lives.push(Number(row.taken));
}

const named = (value: string | undefined): string => (value === undefined || value === '-' ? '' : value);

function w3cLines(text: string, sums: SlowSums, range: Range): void {
  let fields: string[] = [];
  let day: string | undefined;
  for (const raw of text.split('\n')) {
    const line = raw.replace(/^\0+/, '').replace(/\r$/, '');
    if (line === '') continue;
    if (line.startsWith('#Fields:')) fields = line.slice(8).trim().split(/\s+/);
    else if (line.startsWith('#Date:')) day = line.slice(6).trim().slice(0, 10);
    if (line.startsWith('#')) continue;
    const values = line.split(' ');
    const at = (name: string): string | undefined =>
      fields.includes(name) ? values[fields.indexOf(name)] : undefined;
    if (!fields.includes('sc-status')) sums.unexplained += 1;
    const uri = fields.includes('cs-uri-stem') ? at('cs-uri-stem') : at('cs-uri');
    const row = {
      status: at('sc-status'),
      substatus: at('sc-substatus'),
      taken: at('time-taken'),
      second: secondOf(fields.includes('date') ? at('date') : day, at('time')),
      reason: named(at('s-reason')),
      url: named(uri?.split('?')[0]).slice(0, 512),
      client: named(at('c-ip')).slice(0, 512),
    };
    take(sums, row, range);
  }
}

function iisLines(text: string, sums: SlowSums, range: Range): void {
  for (const raw of text.split('\n')) {
    const line = raw.replace(/^\0+/, '').replace(/\r$/, '');
    if (line === '' || line.startsWith('#')) continue;
    const values = line.split(',').map((value) => value.replace(/^ +/, ''));
    const found = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})$/.exec(values[2] ?? '');
    const [month, day, year] = [found?.[1], found?.[2], found?.[3]].map((part) =>
      (part ?? '').padStart(2, '0'),
    );
    const date = `${(year ?? '').length === 2 ? `20${year ?? ''}` : (year ?? '')}-${month ?? ''}-${day ?? ''}`;
    const second = secondOf(found ? date : undefined, (values[3] ?? '').replace(/^(\d):/, '0$1:'));
    take(sums, { status: values[10], taken: values[7], second }, range);
  }
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

function ncsaLines(text: string, sums: SlowSums, range: Range): void {
  for (const raw of text.split('\n')) {
    const line = raw.replace(/^\0+/, '').replace(/\r$/, '');
    if (line === '' || line.startsWith('#')) continue;
    const stamp = /\[(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-])(\d\d)(\d\d)/.exec(line);
    let second: number | null = null;
    if (stamp && MONTHS.includes(stamp[2] ?? '')) {
      const month = String(MONTHS.indexOf(stamp[2] ?? '') / 3 + 1).padStart(2, '0');
      const zone = (Number(stamp[6]) * 60 + Number(stamp[7])) * 60 * (stamp[5] === '-' ? -1 : 1);
      const local = secondOf(`${stamp[3] ?? ''}-${month}-${stamp[1] ?? ''}`, stamp[4]);
      second = local === null ? null : local - zone;
    }
    take(sums, { status: /" (\d{3}) [^ ]*$/.exec(line)?.[1], second }, range);
  }
}

/** Adds one log to `sums`. */
export function slowRead(bytes: Buffer, format: 'w3c' | 'iis' | 'ncsa', sums: SlowSums, range: Range): void {
  const text = bytes.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  if (format === 'w3c') w3cLines(text, sums, range);
  else if (format === 'iis') iisLines(text, sums, range);
  else ncsaLines(text, sums, range);
}
