import fc from 'fast-check';
import net from 'node:net';
import { WebSocketServer } from 'ws';
import { describe, expect, it } from 'vitest';
import type { WireFrame } from './frame';
import { FrameReader } from './frame-reader';
import { encodeFrame, fragment } from './frame-writer';
import { buildUpgradeRequest } from './handshake-request';
import { parseSocketUrl } from './socket-url';

const opcodes = fc.constantFrom('continuation' as const, 'text' as const, 'binary' as const, 'ping' as const);
const frames = fc.array(
  fc.record({
    opcode: opcodes,
    fin: fc.boolean(),
    payload: fc.uint8Array({ maxLength: 300 }),
    big: fc.boolean(),
  }),
  { maxLength: 8 },
);
const cuts = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 20 });

const shape = ({ opcode, fin, payload }: Pick<WireFrame, 'opcode' | 'fin' | 'payload'>) => [
  opcode,
  fin,
  payload.length,
];

function inPieces(bytes: Buffer, sizes: readonly number[], reader: FrameReader): WireFrame[] {
  const read: WireFrame[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    read.push(...reader.push(bytes.subarray(at, at + size)));
    at += size;
  }
  return read;
}

describe('frames', () => {
  it('come out as they went in, masked or not, however the bytes are cut', () => {
    fc.assert(
      fc.property(frames, cuts, fc.boolean(), (list, sizes, masked) => {
        let inMessage = false;
        const written = list.map(({ opcode: drawn, fin, payload, big }) => {
          const control = drawn === 'ping';
          const bytes = control ? payload.subarray(0, 125) : big ? Buffer.alloc(66_000, 7) : payload;
          const begins = drawn === 'continuation' ? ('text' as const) : drawn;
          const opcode = control ? drawn : inMessage ? ('continuation' as const) : begins;
          if (!control) inMessage = !fin;
          return { opcode, fin: control || fin, payload: Buffer.from(bytes) };
        });
        const wire = Buffer.concat(
          written.map((frame) => encodeFrame(masked ? frame : { ...frame, mask: null })),
        );
        const reader = new FrameReader({ masked });
        const read = inPieces(wire, wire.length > 5000 ? sizes.map((size) => size * 100) : sizes, reader);
        expect(reader.violation).toBeNull();
        expect(reader.cutOff()).toBeNull();
        expect(read.map(shape)).toEqual(written.map(shape));
        // Byte by byte through the matcher would take seconds.
        expect(read.every(({ payload }, at) => payload.equals(written[at]?.payload ?? payload))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('written by us in any fragments are read alike by ws', async () => {
    const cases = fc.sample(
      fc.tuple(fc.uint8Array({ maxLength: 70_000 }), fc.integer({ min: 1, max: 40_000 })),
      30,
    );
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const socket = net.connect(port, '127.0.0.1');
    const got: Buffer[] = [];
    const all = new Promise<void>((resolve, reject) => {
      server.on('connection', (peer) => {
        peer.on('error', reject);
        peer.on('message', (data: Buffer) => {
          got.push(data);
          if (got.length === cases.length) resolve();
        });
      });
    });
    const url = parseSocketUrl(`ws://127.0.0.1:${port}/`);
    socket.write(buildUpgradeRequest(url, { headers: [], subprotocols: [] }).text);
    for (const [payload, size] of cases)
      for (const part of fragment('binary', payload, size)) socket.write(encodeFrame(part));
    await all;
    socket.destroy();
    server.close();
    expect(got.every((message, at) => message.equals(cases[at]?.[0] ?? message.subarray(1)))).toBe(true);
  });

  it('of a hostile server never throw, and nothing is read after the first wrong one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), cuts, (bytes, sizes) => {
        const reader = new FrameReader({ maxMessageBytes: 1000 });
        const read = inPieces(Buffer.from(bytes), sizes, reader);
        const wrong = read.filter(({ problem }) => problem !== undefined);
        expect(wrong).toHaveLength(reader.violation ? 1 : 0);
        if (reader.violation) expect(read.at(-1)?.problem).toBe(reader.violation.sentence);
        expect(read.slice(0, -1).every(({ rsv, masked }) => rsv === 0 && !masked)).toBe(true);
      }),
    );
  });
});

describe('a wrong frame is named and kept', () => {
  const judge = (bytes: number[], maxMessageBytes = 1000) => {
    const reader = new FrameReader({ maxMessageBytes });
    const [frame] = reader.push(Buffer.from(bytes));
    return { code: reader.violation?.code, problem: frame?.problem, frame };
  };
  it.each([
    ['reserved bits', [0xf1, 0x00], 1002, /RSV1 and RSV2 and RSV3 on a text frame/],
    ['a compressed frame nobody agreed to', [0xc1, 0x01, 0x61], 1002, /RSV1 on a text frame/],
    ['a reserved opcode', [0x83, 0x00], 1002, /reserved opcode 0x3/],
    ['a reserved control opcode', [0x8b, 0x00], 1002, /reserved opcode 0xb/],
    ['a masked frame', [0x81, 0x81, 1, 2, 3, 4, 0x60], 1002, /masked/],
    ['a continuation without a beginning', [0x80, 0x00], 1002, /outside a message/],
    ['a fragmented ping', [0x09, 0x00], 1002, /fragmented ping/],
    ['a ping of 126 bytes', [0x89, 0x7e, 0x00, 0x7e], 1002, /126 bytes/],
    ['a length in too long a form', [0x82, 0x7e, 0x00, 0x01], 1002, /longer form/],
    [
      'a length in too long a form (8 bytes)',
      [0x82, 0x7f, 0, 0, 0, 0, 0, 0, 0xff, 0xff],
      1002,
      /longer form/,
    ],
    [
      'a frame of 2^63 bytes',
      [0x82, 0x7f, 0x80, 0, 0, 0, 0, 0, 0, 0],
      1009,
      /of 9,223,372,036,854,775,808 bytes \(more than the protocol allows\)/,
    ],
    [
      'a frame over the cap',
      [0x82, 0x7e, 0x03, 0xe9],
      1009,
      /1,001 bytes; the tester takes messages of up to 1,000 bytes/,
    ],
  ])('%s', (_name, bytes, code, sentence) => {
    const judged = judge(bytes);
    expect(judged.code).toBe(code);
    expect(judged.problem).toMatch(sentence);
  });

  it('and a masked one shows its unmasked bytes', () => {
    expect(judge([0x81, 0x81, 1, 2, 3, 4, 0x60]).frame?.payload.toString()).toBe('a');
  });
});

describe('memory and time', () => {
  it('a header that announces 16 MB costs nothing before the bytes come', () => {
    const before = process.memoryUsage().arrayBuffers;
    const readers = Array.from({ length: 20 }, () => {
      const reader = new FrameReader();
      reader.push(Buffer.from([0x82, 0x7f, 0, 0, 0, 0, 1, 0, 0, 0]));
      return reader;
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 200_000);
    expect(readers[0]?.cutOff()?.sentence).toMatch(/0 of 16777216 bytes/);
  });

  it('a frame in pieces of some bytes takes linear time', () => {
    const once = (size: number): number => {
      const wire = encodeFrame({ opcode: 'binary', payload: Buffer.alloc(size), mask: null });
      const reader = new FrameReader();
      const started = performance.now();
      for (let at = 0; at < wire.length; at += 16) reader.push(wire.subarray(at, at + 16));
      return performance.now() - started;
    };
    const time = (size: number): number => Math.min(...[1, 2, 3].map(() => once(size)));
    const small = Math.max(time(500_000), 5);
    // Four times the bytes; quadratic would be sixteen times.
    expect(time(2_000_000)).toBeLessThan(small * 11);
  });

  it('half a frame is told when the connection ends', () => {
    const reader = new FrameReader();
    reader.push(Buffer.from([0x81, 0x05, 0x68, 0x69]));
    expect(reader.cutOff()).toMatchObject({
      frame: { declared: 5 },
      sentence: expect.stringMatching(/2 of 5/) as string,
    });
    const inHeader = new FrameReader();
    inHeader.push(Buffer.from([0x81]));
    expect(inHeader.cutOff()).toMatchObject({
      frame: null,
      sentence: expect.stringMatching(/inside its header/) as string,
    });
  });
});
