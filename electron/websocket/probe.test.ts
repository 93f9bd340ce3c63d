import { afterEach, expect, it } from 'vitest';
import { AppError } from '../../shared/errors';
import { HandshakeOutcome } from '../../shared/model/readiness';
import { type RawServer, rawServer, upgradingServer } from './fixtures/raw-server';
import { request } from './fixtures/sessions';
import { FrameReader } from './frame-reader';
import { encodeFrame, fragment } from './frame-writer';
import { probeHandshake } from './probe';

const servers: RawServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
async function use(server: Promise<RawServer>): Promise<string> {
  servers.push(await server);
  return (await server).url;
}

const unmasked = { mask: null };

/** Greets, then sends every text back in fragments of ten bytes, and answers a close. */
const greetingEcho = (): Promise<string> =>
  use(
    upgradingServer((socket) => {
      const reader = new FrameReader({ masked: true });
      socket.write(encodeFrame({ ...unmasked, opcode: 'text', payload: Buffer.from('welcome') }));
      socket.on('data', (chunk: Buffer) => {
        for (const { opcode, payload } of reader.push(chunk)) {
          if (opcode === 'text')
            for (const part of fragment('text', payload, 10))
              socket.write(encodeFrame({ ...part, ...unmasked }));
          if (opcode === 'close') socket.end(encodeFrame({ ...unmasked, opcode: 'close', payload }));
        }
      });
    }),
  );

it('an echo counts though a greeting comes first and the echo in fragments', async () => {
  const outcome = await probeHandshake({ ...request(await greetingEcho()), echo: true });
  expect(() => HandshakeOutcome.parse(outcome)).not.toThrow();
  expect(outcome).toMatchObject({ status: 101, upgraded: true, diagnosis: { id: 'upgraded' } });
  expect(outcome.diagnosis.sentence).toMatch(/echoed a message in \d+ ms/);
});

it('no echo is said, but is an upgrade still', async () => {
  const url = await use(upgradingServer((socket) => socket.on('data', () => undefined)));
  const outcome = await probeHandshake({ ...request(url, { timeoutMs: 200 }), echo: true });
  expect(outcome).toMatchObject({ upgraded: true, diagnosis: { id: 'upgraded' } });
  expect(outcome.diagnosis.sentence).toMatch(/did not come back within 200 ms/);
});

it('a link that breaks on the first frame is told, not called an upgrade that is fine', async () => {
  const url = await use(upgradingServer((socket) => socket.on('data', () => socket.resetAndDestroy())));
  const outcome = await probeHandshake({ ...request(url), echo: true });
  expect(outcome).toMatchObject({ status: 101, upgraded: true, diagnosis: { id: 'cut-rst' } });
});

it('without echo nothing but a close frame is sent to a real application', async () => {
  const heard: string[] = [];
  const url = await use(
    upgradingServer((socket) => {
      const reader = new FrameReader({ masked: true });
      socket.on('data', (chunk: Buffer) => {
        for (const frame of reader.push(chunk)) heard.push(frame.opcode);
        socket.end(encodeFrame({ ...unmasked, opcode: 'close', payload: Buffer.from([3, 232]) }));
      });
    }),
  );
  const outcome = await probeHandshake({ ...request(url), echo: false });
  expect(outcome.diagnosis).toMatchObject({ id: 'upgraded' });
  expect(heard).toEqual(['close']);
});

it('a refusal and a wrong address are told apart', async () => {
  const url = await use(rawServer((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')));
  expect(await probeHandshake({ ...request(url), echo: true })).toMatchObject({
    status: 200,
    statusText: 'OK',
    upgraded: false,
    diagnosis: { id: 'not-upgraded-200' },
  });
  await expect(probeHandshake({ ...request('http://x/'), echo: true })).rejects.toBeInstanceOf(AppError);
});
