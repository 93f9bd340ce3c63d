import fc from 'fast-check';

/** A log with what logs have seen: names of its oddities as they come. */
export interface RandomLog {
  format: 'w3c' | 'iis' | 'ncsa';
  bytes: Buffer;
}

const STATUSES = [101, 101, 101, 200, 304, 400, 401, 403, 404, 426, 500, 501, 502, 503, 204, 302];
const REASONS = [
  '-',
  'ConnLimit',
  'QueueFull',
  'AppOffline',
  'Timer_ConnectionIdle',
  'Connection_Abandoned_By_ReqQueue',
];
const DEFAULT_FIELDS =
  'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken';
const FIELD_LISTS = [
  DEFAULT_FIELDS,
  `${DEFAULT_FIELDS} X-Forwarded-For x-request-id`,
  'date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs-version cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken',
  'date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename',
  'time cs-uri-stem sc-status time-taken',
  'sc-status date time c-ip',
  'time-taken sc-status sc-substatus cs-uri-stem c-ip time date',
  'date time cs-uri-stem c-ip time-taken',
  '',
  'date time cs-uri-st',
];

const bytesOf = (...parts: (string | Uint8Array)[]): Buffer =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );

/** One value for a field of a W3C log. */
function valueOf(name: string, row: Row): string {
  switch (name) {
    case 'date':
      return row.date;
    case 'time':
      return row.time;
    case 'sc-status':
      return row.reason === '-' ? String(row.status) : row.status < 300 ? '-' : String(row.status);
    case 'sc-substatus':
      return row.substatus;
    case 'time-taken':
      return row.taken;
    case 'cs-uri-stem':
      return row.url;
    case 'cs-uri':
      return `${row.url}?a=1`;
    case 'c-ip':
      return row.client;
    case 's-reason':
      return row.reason;
    case 's-sitename':
      return 'W3SVC3';
    case 's-siteid':
      return '3';
    default:
      return row.other;
  }
}

const row = fc.record({
  date: fc.constantFrom('2026-11-24', '2026-11-25', '2027-02-29', '1969-01-01', '-', '24.11.2026'),
  time: fc.constantFrom('03:00:00', '23:59:59', '00:00:00', '12:30:15', '24:00:00', '7:00:00', '-'),
  status: fc.constantFrom(...STATUSES),
  substatus: fc.constantFrom('0', '19', '11', '2', '-', '604', '123456', 'x'),
  taken: fc.oneof(fc.nat(300_000).map(String), fc.constantFrom('-', '', '9999999999999', 'fast')),
  url: fc.constantFrom('/chat', '/hub', '/caf\u00c3\u00a9', '/stra\u00dfe', '/', '-', `/${'x'.repeat(700)}`),
  client: fc.constantFrom('10.0.0.1', '10.0.0.2', 'fe80::1%4', '-'),
  reason: fc.constantFrom(...REASONS),
  other: fc.constantFrom('-', 'GET', 'Mozilla/5.0+(x;+y)', '101', '" 101 "', '\u0001\u0002', '503', ''),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

const end = fc.constantFrom('\r\n', '\r\n', '\n');
const junk = fc.oneof(
  fc.uint8Array({ maxLength: 80 }),
  fc.nat(40).map((length) => new Uint8Array(length)),
  fc
    .constantFrom(
      '\r',
      '\0\r',
      ' ',
      '   101 ',
      '101',
      '#',
      '#Remark: x',
      '\0#Fields: date',
      '101 101 101 101',
    )
    .map((text) => bytesOf(text)),
);

const w3cPiece = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('row' as const), row, end }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('cut' as const),
      row,
      keep: fc.double({ min: 0, max: 1, noNaN: true }),
      end,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('fields' as const),
      names: fc.constantFrom(...FIELD_LISTS),
      end,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('date' as const),
      date: fc.constantFrom('2026-11-26 00:00:00', '2026-13-01', 'soon'),
      end,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('junk' as const), junk, end }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('long' as const), length: fc.nat(3000), end }) },
);
type W3cPiece = typeof w3cPiece extends fc.Arbitrary<infer T> ? T : never;

function w3cText(pieces: readonly W3cPiece[], start: string): Buffer {
  const parts: (string | Uint8Array)[] = [start];
  let names: string[] = [];
  const line = (of: Row): string => names.map((name) => valueOf(name, of)).join(' ');
  for (const piece of pieces) {
    if (piece.kind === 'row') parts.push(line(piece.row));
    else if (piece.kind === 'cut')
      parts.push(line(piece.row).slice(0, Math.floor(line(piece.row).length * piece.keep)));
    else if (piece.kind === 'date') parts.push(`#Date: ${piece.date}`);
    else if (piece.kind === 'junk') parts.push(piece.junk);
    else if (piece.kind === 'long') parts.push(`2026-11-24 03:00:00 ${'y'.repeat(piece.length)} 101 101 101`);
    else {
      names = piece.names.split(' ').filter((name) => name !== '');
      parts.push(
        '#Software: Microsoft Internet Information Services 10.0',
        piece.end,
        `#Fields: ${piece.names}`,
      );
    }
    parts.push(piece.end);
  }
  return bytesOf(...parts);
}

const w3c = fc
  .record({
    start: fc.constantFrom('', '\u00ef\u00bb\u00bf', `#Fields: ${DEFAULT_FIELDS}\r\n`),
    pieces: fc.array(w3cPiece, { maxLength: 60 }),
    tail: fc.constantFrom('', '\0\0\0\0', '2026-11-24 03:00:00 10.', 'x'),
  })
  .map(({ start, pieces, tail }): RandomLog => ({
    format: 'w3c',
    bytes: bytesOf(w3cText(pieces, start), tail),
  }));

const iisLine = row.map(
  (of) =>
    `${of.client}, -, ${of.date === '-' ? '11/24/26' : '3/5/2026'}, ${of.time}, W3SVC2, SERVER, 10.1.1.1, ${of.taken}, 163, 3223, ${of.status}, 0, GET, ${of.url}, -,`,
);
const ncsaLine = row.map(
  (of) =>
    `${of.client} - DOM\\u [${of.date === '-' ? '08/Apr/2026' : '31/Feb/2026'}:${of.time} -0830] "GET ${of.url}?a="b" HTTP/1.0" ${of.status} 3401`,
);
const plain = (format: 'iis' | 'ncsa', first: string, line: fc.Arbitrary<string>): fc.Arbitrary<RandomLog> =>
  fc
    .array(
      fc.tuple(
        fc.oneof({ weight: 8, arbitrary: line.map((text) => bytesOf(text)) }, { weight: 1, arbitrary: junk }),
        end,
      ),
      { maxLength: 40 },
    )
    .map((lines) => ({ format, bytes: bytesOf(first, '\r\n', ...lines.flat()) }));

export const randomLog: fc.Arbitrary<RandomLog> = fc.oneof(
  { weight: 6, arbitrary: w3c },
  {
    weight: 1,
    arbitrary: plain(
      'iis',
      '10.0.0.1, -, 11/24/26, 7:55:20, W3SVC2, S, 10.1.1.1, 4502, 163, 3223, 101, 0, GET, /a, -,',
      iisLine,
    ),
  },
  {
    weight: 1,
    arbitrary: plain(
      'ncsa',
      '10.0.0.1 - u [08/Apr/2026:17:39:04 -0800] "GET /a HTTP/1.0" 101 3401',
      ncsaLine,
    ),
  },
);

/** Whether these bytes have no #Fields and are no text: such a file is named, not counted. */
export function isNoText({ format, bytes }: RandomLog): boolean {
  const text = bytes
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .replace(/\0+$/, '');
  return (
    format === 'w3c' &&
    !/(^|\n)\0*#Fields:/.test(text) &&
    Array.from(text).some((char) => char < '\t' || (char > '\r' && char < ' ' && char !== '\u001b'))
  );
}
