import { expect, it } from 'vitest';
import type { FrameOpcode } from '../../shared/model/tester';
import { opcodeBitsOf, type WireFrame } from './frame';
import { SessionLog } from './session-log';

const frame = (opcode: FrameOpcode, bytes: string | Buffer, more: Partial<WireFrame> = {}): WireFrame => {
  const payload = Buffer.from(bytes);
  return {
    ...{ fin: true, rsv: 0, opcodeBits: opcodeBitsOf(opcode), opcode, masked: false },
    ...{ payload, declared: payload.length, ...more },
  };
};
const logOf = (url = 'ws://h/', maxRows = 1000): SessionLog =>
  new SessionLog({ url, maxRows, changed: () => undefined });

it('would put a ping, or the other side’s fragments, into a message in fragments', () => {
  const log = logOf();
  log.add('in', 0, frame('text', '{"type":1,', { fin: false }));
  log.add('in', 1, frame('ping', 'p'));
  log.add('out', 2, frame('binary', 'x', { fin: false }));
  log.add('in', 3, frame('continuation', '"target":"Se', { fin: false }));
  log.add('in', 4, frame('continuation', 'nd","arguments":[]}\x1e'));
  log.add('in', 5, frame('text', 'next'));
  for (const index of [0, 3, 4]) {
    const whole = log.detail(index, true);
    expect(whole.message).toEqual({ first: 0, frames: 3, size: 42, complete: true });
    expect(whole.text).toBe('{"type":1,"target":"Send","arguments":[]}\x1e');
    expect(whole.decoded?.packets[0]?.label).toBe('invocation Send');
    expect(log.detail(index).decoded).toBeUndefined();
  }
  expect(log.detail(2, true).message).toMatchObject({ frames: 1, complete: false });
  expect(log.detail(5).message).toBeUndefined();
});

it('what a message in fragments says stands in the row of its last one, if it is short', () => {
  const log = logOf('ws://h/hub');
  log.add('in', 1, frame('text', '{"type":1,"target":"Se', { fin: false }));
  log.add('in', 2, frame('ping', 'p'));
  log.add('in', 3, frame('continuation', 'nd","arguments":[]}\x1e'));
  log.add(
    'in',
    4,
    frame('text', `{"type":1,"target":"Long","arguments":["${'x'.repeat(40_000)}`, { fin: false }),
  );
  log.add('in', 5, frame('continuation', '"]}\x1e'));
  expect(log.rows(0, 9).map(({ label }) => label)).toEqual([
    undefined,
    undefined,
    'SignalR invocation Send',
    undefined,
    undefined,
  ]);
});

it('Engine.IO that opens behind any path is decoded from there on, though the address does not say so', () => {
  const log = logOf('ws://h/chat');
  log.add('in', 0, frame('text', '2'));
  expect(log.rows(0, 1)[0]?.label).toBeUndefined();
  log.add('in', 1, frame('text', '0{"sid":"abc","pingInterval":25000}'));
  log.add('in', 2, frame('text', '2'));
  log.add('out', 3, frame('text', '43/adm,7[]'));
  expect(log.rows(1, 9).map(({ label }) => label)).toEqual([
    'Engine.IO open',
    'Engine.IO ping',
    'Socket.IO ack 7',
  ]);
});

it('would call a message whole whose first frames the ring dropped', () => {
  const log = logOf('ws://h/', 2);
  for (const [opcode, fin] of [
    ['text', false],
    ['continuation', false],
    ['continuation', true],
  ] as const)
    log.add('in', 0, frame(opcode, '{}', { fin }));
  expect(log.detail(2, true)).toMatchObject({ message: { first: 1, frames: 2, complete: false } });
  expect(log.detail(2, true).json).toBeUndefined();
});

it('shows what a compressed message says, and its bytes as they were on the wire', () => {
  const log = logOf();
  log.add('in', 0, frame('text', Buffer.from([1, 2]), { rsv: 4, inflated: Buffer.from('{"a":1}') }));
  expect(log.detail(0)).toMatchObject({ hex: '0102', text: '{"a":1}', size: 2, inflated: 7, rsv: 4 });
  expect(log.detail(0).json?.lines).toHaveLength(3);
  expect(log.detail(0, true).hex).toBe(Buffer.from('{"a":1}').toString('hex'));
});

it('rows say what is recognised and how long after the frame before they came', () => {
  const log = logOf('ws://h/socket.io/?EIO=4&transport=websocket', 2);
  for (const [at, text] of [
    [0, '40'],
    [10, '2'],
    [10, '42["chat","hi"]'],
  ] as const)
    log.add('in', at, frame('text', text));
  expect(log.rows(0, 10).map(({ index, label, sinceLast }) => [index, label, sinceLast])).toEqual([
    [1, 'Engine.IO ping', undefined],
    [2, 'Socket.IO event chat', 0],
  ]);
});

it('hands out a picture whole, and nothing else as a picture', () => {
  const log = logOf();
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(300_000)]);
  log.add('in', 0, frame('binary', png.subarray(0, 100_000), { fin: false }));
  log.add('in', 1, frame('continuation', png.subarray(100_000)));
  expect(log.detail(1, true)).toMatchObject({ image: 'image/png', truncated: true });
  expect(log.image(1, true)).toEqual({ kind: 'image/png', base64: png.toString('base64') });
  expect(() => log.image(1, false)).toThrow('Frame 2 holds no picture, or one of over 8 MB.');
});

it('keeps less from now on, and still counts what went', () => {
  const log = logOf();
  for (let at = 0; at < 100; at += 1) log.add('in', at, frame('text', 'x'.repeat(86)));
  log.keep(1000);
  expect(log.state()).toMatchObject({ frames: 100, firstKept: 90, keptBytes: 1000, keepBytes: 1000 });
});
