/** An ended socket of a made log; times in seconds since 1970. */
export interface LoggedSocket {
  end: number;
  /** Left out: time-taken isn't known ("-"). */
  lifeMs?: number;
  client?: string;
  site?: string;
  agent?: string;
}

const FIELDS =
  '#Fields: date time s-sitename c-ip cs-uri-stem cs(User-Agent) sc-status sc-substatus time-taken';

export const stampOf = (second: number): string =>
  new Date(second * 1000).toISOString().slice(0, 19).replace('T', ' ');

/** A W3C log of these sockets, in the order in which IIS writes them: by their ends. */
export function socketLog(sockets: readonly LoggedSocket[]): string {
  const lines = sockets
    .toSorted((a, b) => a.end - b.end)
    .map(
      ({ end, lifeMs, client = '10.0.0.1', site = 'W3SVC1', agent = 'Mozilla/5.0' }) =>
        `${stampOf(Math.floor(end))} ${site} ${client} /chat ${agent} 101 0 ${lifeMs === undefined ? '-' : String(Math.round(lifeMs))}`,
    );
  return [FIELDS, ...lines, ''].join('\r\n');
}

/**
 * Sockets that come at random from `from` to `to` and live `meanS` on average; those open at a moment of `cuts` end within
 * nine tenths of a second then.
 */
export function steadyLoad(
  random: () => number,
  {
    from,
    to,
    count,
    meanS,
    cuts = [],
  }: { from: number; to: number; count: number; meanS: number; cuts?: number[] },
): LoggedSocket[] {
  return Array.from({ length: count }, (_, at) => {
    const begin = from + random() * (to - from);
    const natural = begin - Math.log(1 - random()) * meanS;
    const cut = cuts.find((each) => begin < each && natural > each);
    const end = cut === undefined ? natural : cut + random() * 0.9;
    return { end, lifeMs: (end - begin) * 1000, client: `10.${at % 5}.${(at >> 8) & 255}.${at & 255}` };
  }).filter(({ end }) => end < to);
}
