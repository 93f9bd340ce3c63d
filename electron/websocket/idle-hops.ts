import { duration } from '../../shared/words';

/** A time after which some hop ends a connection on which nothing goes, seconds. */
export interface HopTimeout {
  seconds: number;
  /** As it stands in a sentence: "ARR's proxy/timeout (2 min by default)". */
  name: string;
}

/**
 * What usual hops do by default, from their own documentation (ARR: arr_schema.xml; IIS facts sheet, sections 1 and 6).
 * HTTP.sys's connectionTimeout and the pool's idleTimeout aren't here: an open socket is a running request.
 */
const USUAL: readonly HopTimeout[] = [
  { seconds: 20, name: "the ping time-out of Python's websockets or of uvicorn" },
  { seconds: 30, name: "a web farm's timeout in ARR (30 s by default)" },
  { seconds: 50, name: "haproxy's timeout client or server (50 s in Debian's file)" },
  { seconds: 60, name: "nginx's proxy_read_timeout or an AWS Application Load Balancer (60 s by default)" },
  { seconds: 100, name: "Cloudflare's time-out (100 s)" },
  { seconds: 120, name: "ARR's proxy/timeout (2 min by default)" },
  { seconds: 230, name: 'the front end of Azure App Service (230 s)' },
  { seconds: 240, name: 'an Azure Load Balancer (4 min by default)' },
  { seconds: 350, name: 'an AWS Network Load Balancer (350 s)' },
  { seconds: 3600, name: "haproxy's usual timeout tunnel or many firewalls (1 h)" },
];

/** A cut within this is taken for a hop's time-out; hops look at their clocks once a second or so. */
function near(quietS: number, seconds: number): boolean {
  return Math.abs(quietS - seconds) <= Math.max(1.5, seconds * 0.02);
}

/** The hops whose time-out equals the quiet time: the server's own settings where they are known, before the usual ones. */
export function hopsOf(quietMs: number, known: readonly HopTimeout[] = []): HopTimeout[] {
  const fits = ({ seconds }: HopTimeout): boolean => near(quietMs / 1000, seconds);
  const own = known.filter(fits);
  return own.length > 0 ? own : USUAL.filter(fits);
}

/** "after 60 s in which nothing went; that equals …", for the middle of a sentence. */
export function quietWords(quietMs: number, known: readonly HopTimeout[] = []): string {
  const seconds = Math.round(quietMs / 1000);
  const after = `after ${duration(seconds)} in which nothing came or went`;
  const hops = hopsOf(quietMs, known);
  if (hops.length === 0)
    return `${after}, which is the default of no hop known here but looks like an idle time-out`;
  return `${after}; that equals ${hops.map(({ name }) => name).join(' and ')}`;
}
