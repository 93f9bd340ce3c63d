import type net from 'node:net';
import { deflateRawSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConnectRequest } from '../../shared/model/connect';
import { rawServer, type RawServer, switching, upgradingServer } from './fixtures/raw-server';
import { runToEnd } from './fixtures/sessions';
import { encodeFrame } from './frame-writer';

const MB = 1024 * 1024;
const servers: RawServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
const kept = (server: RawServer): string => {
  servers.push(server);
  return server.url;
};
const answering = async (text: string): Promise<string> =>
  kept(await rawServer((socket) => void socket.write(text, 'latin1')));
const sending = async (bytes: Buffer): Promise<string> =>
  kept(await upgradingServer((socket) => void socket.write(bytes)));

/** Writes as long as the other side takes it; answers how to stop. */
function pour(socket: net.Socket, piece: Buffer, total = Infinity): void {
  let sent = 0;
  const more = (): void => {
    while (!socket.destroyed && sent < total) {
      sent += piece.length;
      if (!socket.write(piece)) {
        socket.once('drain', more);
        return;
      }
    }
  };
  more();
}

const server = { mask: null };
const frame = (opcode: Parameters<typeof encodeFrame>[0]['opcode'], payload: Uint8Array, more = {}): Buffer =>
  encodeFrame({ ...server, opcode, payload, ...more });
const hello = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n';

describe('a wrong answer to the handshake ends with its name and the bytes that were wrong', () => {
  it.each([
    ['garbage', '\xfe\xff\x02 what?\r\n\r\n', 'not-http', /\xfe\xff/],
    ['another protocol', '220 mail.example ESMTP\r\n', 'not-http', /^220 mail/],
    ['a status line that is none', 'HTTP/1.1 OK\r\n\r\n', 'not-http', /^HTTP\/1.1 OK/],
    ['a wrong Sec-WebSocket-Accept', `${hello}Sec-WebSocket-Accept: AAAA\r\n\r\n`, 'wrong-accept', /AAAA/],
    ['no Sec-WebSocket-Accept', `${hello}\r\n`, 'no-accept', /Accept/],
    ['no Upgrade', 'HTTP/1.1 101 S\r\nConnection: Upgrade\r\n\r\n', 'no-upgrade', /Upgrade/],
    ['no Connection', 'HTTP/1.1 101 S\r\nUpgrade: websocket\r\n\r\n', 'no-connection', /Connection/],
    ['HTTP/1.0', 'HTTP/1.0 101 S\r\n\r\n', 'wrong-version', /HTTP\/1.0 101/],
  ])('%s', async (_name, text, fault, bytes) => {
    const { state } = await runToEnd(await answering(text));
    expect(state.end).toMatchObject({ kind: 'protocol-error', by: 'client', fault });
    expect(Buffer.from(state.end?.bytes ?? '', 'hex').toString('latin1')).toMatch(bytes);
  });

  it.each([
    ['an unasked subprotocol', ['Sec-WebSocket-Protocol: chat'], {}, 'unasked-subprotocol', /chat/],
    [
      'two subprotocols',
      ['Sec-WebSocket-Protocol: a', 'Sec-WebSocket-Protocol: b'],
      {},
      'two-subprotocols',
      /a, b/,
    ],
    [
      'an unasked extension',
      ['Sec-WebSocket-Extensions: permessage-deflate'],
      {},
      'unasked-extension',
      /deflate/,
    ],
    [
      'an extension of its own',
      ['Sec-WebSocket-Extensions: x-webkit-deflate-frame'],
      { compression: 'on' as const },
      'bad-extension',
      /webkit/,
    ],
    [
      'window bits that were not offered',
      ['Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=99'],
      { compression: 'on' as const },
      'bad-extension',
      /99/,
    ],
  ])('%s', async (_name, lines, more: Partial<ConnectRequest>, fault, bytes) => {
    const url = kept(await rawServer((socket, key) => void socket.write(switching(key, lines))));
    const { state } = await runToEnd(url, more);
    expect(state.end).toMatchObject({ kind: 'protocol-error', by: 'client', fault });
    expect(Buffer.from(state.end?.bytes ?? '', 'hex').toString('latin1')).toMatch(bytes);
  });

  it('half a header, and then silence or an end', async () => {
    const silent = await runToEnd(await answering('HTTP/1.1 101 Swi'), { timeoutMs: 200 });
    const half = {
      kind: 'protocol-error',
      fault: 'half-header',
      bytes: Buffer.from('HTTP/1.1 101 Swi').toString('hex'),
    };
    expect(silent.state.end).toMatchObject(half);
    expect(silent.state.end?.reason).toMatch(/within 200 ms; the last that came is "HTTP/);
    expect(silent.state.handshake?.responseText).toBe('HTTP/1.1 101 Swi');
    expect(silent.state.diagnosis?.sentence).toMatch(/its log says why/);
    const ended = kept(await rawServer((socket) => socket.end('HTTP/1.1 101 Swi')));
    const { state } = await runToEnd(ended);
    expect(state.end).toMatchObject(half);
    expect(state.end?.reason).toMatch(/in the middle of its answer's header/);
    expect(state.handshake?.responseText).toBe('HTTP/1.1 101 Swi');
  });

  it('100 MB of headers are not kept', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const url = kept(
      await rawServer((socket) => {
        socket.write('HTTP/1.1 101 S\r\n');
        pour(socket, Buffer.from(`X-Filler: ${'a'.repeat(60_000)}\r\n`), 100 * MB);
      }),
    );
    const { state } = await runToEnd(url);
    expect(state.end).toMatchObject({ kind: 'protocol-error', fault: 'head-too-large' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * MB);
  });
});

describe('a wrong frame ends with its name and the bytes that were wrong', () => {
  it.each([
    [
      'a masked frame',
      encodeFrame({ opcode: 'text', payload: Buffer.from('a'), mask: Buffer.alloc(4, 1) }),
      'masked',
      1002,
    ],
    ['RSV1 without an extension', frame('text', Buffer.from('a'), { rsv: 4 }), 'reserved-bits', 1002],
    ['RSV2', frame('binary', Buffer.from('a'), { rsv: 2 }), 'reserved-bits', 1002],
    ['RSV3', frame('ping', Buffer.from('a'), { rsv: 1 }), 'reserved-bits', 1002],
    ['a reserved opcode', frame('reserved', Buffer.from('a')), 'reserved-opcode', 1002],
    ['a reserved control opcode', Buffer.from([0x8f, 0x00]), 'reserved-opcode', 1002],
    ['text that is not UTF-8', frame('text', Buffer.from([0x48, 0xc3, 0x28])), 'invalid-utf8', 1007],
    ['a close reason that is not UTF-8', frame('close', Buffer.from([3, 232, 0xff])), 'invalid-utf8', 1007],
    ['half a close code', frame('close', Buffer.from([3])), 'half-close-code', 1002],
    ...[0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535].map(
      (code) =>
        [
          `the close code ${code}`,
          frame('close', Buffer.from([code >> 8, code & 255])),
          'bad-close-code',
          1002,
        ] as const,
    ),
    ['a length of 2 GB', Buffer.from([0x82, 0x7f, 0, 0, 0, 0, 0x80, 0, 0, 0]), 'too-big', 1009],
    ['a length of 2^63', Buffer.from([0x82, 0x7f, 0x80, 0, 0, 0, 0, 0, 0, 0]), 'too-big', 1009],
    ['a length in a longer form', Buffer.from([0x82, 0x7e, 0, 1, 0x61]), 'length-form', 1002],
    ['a fragmented ping', frame('ping', Buffer.from('a'), { fin: false }), 'fragmented-control', 1002],
    ['a long pong', Buffer.from([0x8a, 0x7e, 0, 126]), 'long-control', 1002],
    ['a lone continuation', frame('continuation', Buffer.from('a')), 'lone-continuation', 1002],
    [
      'a message in a message',
      Buffer.concat([frame('text', Buffer.from('a'), { fin: false }), frame('text', Buffer.from('b'))]),
      'nested-message',
      1002,
    ],
  ] as const)('%s', async (_name, bytes, fault, code) => {
    const { session, state } = await runToEnd(await sending(bytes));
    expect(state.end).toMatchObject({ kind: 'protocol-error', by: 'client', fault, code });
    // The last bytes of what was sent are the wrong ones; a frame before them was right.
    const wrong = Buffer.from(state.end?.bytes ?? '', 'hex');
    expect(wrong.length).toBeGreaterThan(0);
    expect(bytes.includes(wrong)).toBe(true);
    const rows = session.frames(0, 10);
    expect(rows.find(({ problem }) => problem !== undefined)?.problem).toBe(state.end?.reason);
    expect(rows.at(-1)).toMatchObject({ direction: 'out', opcode: 'close' });
  });
});

describe('a server that never ends is stopped with bounded memory', () => {
  const grew = async (work: () => Promise<void>): Promise<number> => {
    const before = process.memoryUsage();
    await work();
    const after = process.memoryUsage();
    return after.arrayBuffers - before.arrayBuffers;
  };
  const limits = { maxMessageBytes: 4 * MB, maxBytes: 8 * MB };

  it('a message of 1 GB in one frame, and in fragments', async () => {
    const piece = frame('continuation', Buffer.alloc(60_000), { fin: false });
    const fragments = kept(
      await upgradingServer((socket) => {
        socket.write(frame('binary', Buffer.alloc(1), { fin: false }));
        pour(socket, piece, 1024 * MB);
      }),
    );
    const one = kept(
      await upgradingServer((socket) => {
        socket.write(Buffer.from([0x82, 0x7f, 0, 0, 0, 0, 0x40, 0, 0, 0]));
        pour(socket, Buffer.alloc(64_000), 1024 * MB);
      }),
    );
    const bytes = await grew(async () => {
      for (const url of [fragments, one]) {
        const { state } = await runToEnd(url, {}, limits);
        expect(state.end).toMatchObject({ kind: 'protocol-error', fault: 'too-big', code: 1009 });
      }
    });
    expect(bytes).toBeLessThan(32 * MB);
  });

  it('fragments without end, empty ones, too', async () => {
    const empty = Buffer.concat(
      Array.from({ length: 5000 }, () => frame('continuation', Buffer.alloc(0), { fin: false })),
    );
    const url = kept(
      await upgradingServer((socket) => {
        socket.write(frame('text', Buffer.alloc(0), { fin: false }));
        pour(socket, empty);
      }),
    );
    const bytes = await grew(async () => {
      const { state } = await runToEnd(url, {}, limits);
      expect(state.end).toMatchObject({ kind: 'protocol-error', fault: 'too-many-fragments', code: 1008 });
      expect(state.frames).toBeLessThan(140_000);
    });
    expect(bytes).toBeLessThan(32 * MB);
  });

  it('a decompression bomb, and what does not inflate', async () => {
    const agree = ['Sec-WebSocket-Extensions: permessage-deflate'];
    const compressed = async (payload: Buffer): Promise<string> =>
      kept(
        await rawServer((socket, key) => {
          socket.write(switching(key, agree));
          socket.write(frame('binary', payload, { rsv: 4 }));
        }),
      );
    const bomb = deflateRawSync(Buffer.alloc(512 * MB), { level: 9, chunkSize: 65_536 });
    const bytes = await grew(async () => {
      const { state } = await runToEnd(await compressed(bomb), { compression: 'on' }, limits);
      expect(state.end).toMatchObject({ kind: 'protocol-error', fault: 'too-big', code: 1009 });
      expect(state.end?.reason).toMatch(/inflates to more/);
    });
    expect(bytes).toBeLessThan(32 * MB);
    const broken = await runToEnd(await compressed(Buffer.from([0xff, 0xff, 0xff])), { compression: 'on' });
    expect(broken.state).toMatchObject({
      end: { kind: 'protocol-error', fault: 'inflate-failed', code: 1007 },
      diagnosis: { id: 'compression-mismatch' },
    });
  });

  it('silence after the upgrade is no fault: the socket stays open', async () => {
    const url = kept(await upgradingServer((socket) => setTimeout(() => socket.destroy(), 300)));
    const { state } = await runToEnd(url);
    expect(state.end?.kind).toBe('fin');
    expect(state.lasted?.openMs).toBeGreaterThan(200);
  });
});
