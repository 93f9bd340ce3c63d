const HOST = /^[A-Za-z0-9_.:%-]{1,253}$/;

/** Reads "host", "host:port", "[::1]" and "[::1]:port"; null where it is none of them. */
export function hostAndPort(typed: string): { host: string; port: number | null } | null {
  const text = typed.trim();
  const found =
    /^\[([^\]]+)\](?::(\d+))?$/.exec(text) ??
    /^([^:]+)(?::(\d+))?$/.exec(text) ??
    // An IPv6 address without brackets: no port can follow it.
    /^([0-9A-Fa-f:.%]+)$/.exec(text);
  const host = found?.[1];
  if (host === undefined || !HOST.test(host)) return null;
  if (found?.[2] === undefined) return { host, port: null };
  const port = Number(found[2]);
  return port >= 1 && port <= 65_535 ? { host, port } : null;
}
