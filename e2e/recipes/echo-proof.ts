import { expect } from 'vitest';
import { ended, open, request, until } from '../../electron/websocket/fixtures/sessions';
import { SocketSession } from '../../electron/websocket/socket-session';

const TEXT = 'Grüße, 世界';
/** Longer than a handler's buffer and than a frame with a 16-bit length. */
const LONG = '00ff80'.repeat(30_000);

/** Proves with the product's own tester that an address echoes: text as text, binary as binary, and a clean close. */
export async function proveEcho(url: string): Promise<void> {
  const session = new SocketSession(request(url));
  try {
    const { phase, diagnosis } = await open(session);
    expect([phase, diagnosis?.sentence]).toEqual(['open', expect.stringContaining('Upgraded with 101')]);
    session.send({ kind: 'text', text: TEXT });
    session.send({ kind: 'binary', hex: LONG });
    await until(session, ({ bytesIn, bytesOut, phase }) => phase === 'ended' || bytesIn === bytesOut);
    const { bytesIn, bytesOut, frames } = session.state();
    expect(bytesIn).toBe(bytesOut);
    const rows = session.frames(0, frames);
    const came = rows.filter(({ direction }) => direction === 'in');
    expect(came.filter(({ problem }) => problem !== undefined)).toEqual([]);
    expect(came[0]).toMatchObject({ opcode: 'text', fin: true, preview: TEXT });
    const binary = came.slice(1);
    // A message may come in fragments; the first says its kind, the last that it is whole.
    expect(binary[0]?.opcode).toBe('binary');
    expect(binary.at(-1)?.fin).toBe(true);
    expect(binary.map(({ index }) => session.log.detail(index).hex).join('')).toBe(LONG);
    session.close(4001, 'enough');
    expect((await ended(session)).end).toMatchObject({ kind: 'close', code: 4001 });
  } finally {
    session.dispose();
  }
}
