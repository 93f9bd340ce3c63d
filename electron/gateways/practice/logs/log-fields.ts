/**
 * Fields of a W3C log: the flag of logExtFileFlags (IIS_schema.xml) and its name in `#Fields`, in the order in which IIS
 * writes them whatever the order of the flags.
 */
export const LOG_FIELDS = [
  ['Date', 'date'],
  ['Time', 'time'],
  ['SiteName', 's-sitename'],
  ['ComputerName', 's-computername'],
  ['ServerIP', 's-ip'],
  ['Method', 'cs-method'],
  ['UriStem', 'cs-uri-stem'],
  ['UriQuery', 'cs-uri-query'],
  ['ServerPort', 's-port'],
  ['UserName', 'cs-username'],
  ['ClientIP', 'c-ip'],
  ['ProtocolVersion', 'cs-version'],
  ['UserAgent', 'cs(User-Agent)'],
  ['Cookie', 'cs(Cookie)'],
  ['Referer', 'cs(Referer)'],
  ['Host', 'cs-host'],
  ['HttpStatus', 'sc-status'],
  ['HttpSubStatus', 'sc-substatus'],
  ['Win32Status', 'sc-win32-status'],
  ['BytesSent', 'sc-bytes'],
  ['BytesRecv', 'cs-bytes'],
  ['TimeTaken', 'time-taken'],
] as const;

export type LogField = (typeof LOG_FIELDS)[number][1];

/** The fields of flags as configured: "Date, Time, HttpStatus". What is no flag is passed over. */
export function fieldsOf(flags: string): LogField[] {
  const wanted = new Set(flags.split(',').map((flag) => flag.trim().toLowerCase()));
  return LOG_FIELDS.filter(([flag]) => wanted.has(flag.toLowerCase())).map(([, field]) => field);
}
