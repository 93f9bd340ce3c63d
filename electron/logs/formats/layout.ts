/**
 * Where a W3C or HTTPERR log has what we read: the column by number, -1 where it isn't logged. The names are IIS's own
 * (logExtFileFlags) and HTTP.sys's (KB820729).
 */
export interface Layout {
  date: number;
  time: number;
  status: number;
  substatus: number;
  timeTaken: number;
  /** `cs-uri-stem`, in HTTPERR `cs-uri` with the query. */
  url: number;
  client: number;
  /** `s-sitename`, in HTTPERR `s-siteid`. */
  site: number;
  /** HTTPERR only. */
  reason: number;
  queue: number;
  agent: number;
  /** How many fields it names. */
  fields: number;
  /** Columns that have to be found in a line: the last one read, and one. */
  width: number;
  /** The same for those before the status. */
  widthBefore: number;
}

const READ = [
  'date',
  'time',
  'status',
  'substatus',
  'timeTaken',
  'url',
  'client',
  'site',
  'reason',
  'queue',
  'agent',
] as const;

/** A #Fields line that names more fields than any log has is no such line. */
export const MOST_FIELDS = 1000;

/** For lines that no #Fields stands above, or a garbled one. */
export const NO_LAYOUT: Layout = layoutOf('');

/** The layout that a #Fields line asks for; `names` is what stands behind the colon. */
export function layoutOf(names: string): Layout {
  const all = names.split(/\s+/).filter((name) => name !== '');
  const list = all.length > MOST_FIELDS ? [] : all;
  const column = (...wanted: string[]): number => {
    const found = wanted.map((name) => list.indexOf(name)).filter((at) => at >= 0);
    return found[0] ?? -1;
  };
  const layout: Layout = {
    date: column('date'),
    time: column('time'),
    status: column('sc-status'),
    substatus: column('sc-substatus'),
    timeTaken: column('time-taken'),
    url: column('cs-uri-stem', 'cs-uri'),
    client: column('c-ip'),
    site: column('s-sitename', 's-siteid'),
    reason: column('s-reason'),
    queue: column('s-queuename'),
    agent: column('cs(User-Agent)'),
    fields: list.length,
    width: 0,
    widthBefore: 0,
  };
  const columns = READ.map((name) => layout[name]);
  const last = (below: number): number => Math.max(-1, ...columns.filter((at) => at < below));
  // Set, not spread into a new object, which would have a shape of its own: reading each row would be slower.
  layout.width = last(Infinity) + 1;
  layout.widthBefore = last(layout.status) + 1;
  return layout;
}
