import { describe, expect, it } from 'vitest';
import type { HandshakeReport, SocketEnd } from '../../shared/model/tester';
import { diagnose, type SiteHint } from './diagnosis';
import { hopsOf } from './idle-hops';

const handshake: HandshakeReport = {
  status: 101,
  statusText: '',
  headers: [],
  body: '',
  requestText: '',
  subprotocol: '',
  timingsMs: { dns: null, tcp: 1, tls: null, upgrade: 2, total: 3 },
};

function cut(quietMs: number, more: Partial<SocketEnd> = {}, hint: SiteHint | null = null) {
  const end: SocketEnd = { kind: 'fin', by: 'server', code: null, reason: 'It ended.', ...more };
  return diagnose(
    { url: 'ws://x/', offered: [], handshake, end, lasted: { openMs: quietMs + 1, quietMs } },
    hint,
  );
}

describe('a cut after a silence', () => {
  it.each([
    [30_100, /web farm's timeout in ARR/],
    [50_000, /haproxy/],
    [60_500, /nginx's proxy_read_timeout/],
    [120_400, /ARR's proxy\/timeout/],
    [239_000, /Azure Load Balancer/],
    [3_600_000, /timeout tunnel/],
  ])('of %i ms names whose time-out that is', (quietMs, hop) => {
    expect(cut(quietMs)).toMatchObject({ id: 'idle-cut', sentence: expect.stringMatching(hop) as string });
  });

  it('names no hop where none fits, and none at all after a short silence', () => {
    expect(hopsOf(37_000)).toEqual([]);
    expect(cut(37_000).sentence).toMatch(/after 37 s.*the default of no hop known here/);
    expect(cut(3000).id).toBe('cut-fin');
  });

  it("prefers the server's own setting to what is usual", () => {
    const timeouts = [{ seconds: 120, name: "this server's own proxy/timeout in ARR (2 min)" }];
    const hint = { site: 'Chat', maxConnections: null, connections: null, poolState: null, timeouts };
    expect(cut(120_000, {}, hint).sentence).toMatch(/that equals this server's own proxy\/timeout/);
    expect(cut(60_000, {}, hint).sentence).toMatch(/nginx/);
  });

  it('is none where the client let go, or where the server gave a reason of its own', () => {
    expect(cut(60_000, { by: 'client' }).id).not.toBe('idle-cut');
    expect(cut(60_000, { kind: 'close', code: 4401, reason: 'token' }).id).toBe('closed-with-error');
    expect(cut(60_000, { kind: 'close', code: 1001 }).id).toBe('idle-cut');
    expect(cut(60_000, { kind: 'rst' }).sentence).toMatch(/by RST/);
  });
});
