import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FrameStream, frameStreams, inChunks, STREAM_LIMIT } from './fixtures/frame-streams';
import { type Reading, referenceReading, sameFault } from './fixtures/reference-receiver';
import { MessageReader } from './message-reader';
import { readClose } from './message-rules';

/** All of them in `npm test`, too, from its one seed: they take three seconds. */
const numRuns = 10_000;

/** The stream through our reader, frames put together to messages. */
function ourReading(stream: FrameStream, chunks: readonly Buffer[]): Reading & { held: number } {
  const reader = new MessageReader({ maxMessageBytes: STREAM_LIMIT, deflate: stream.deflate });
  const events: string[] = [];
  let open: { name: string; parts: Buffer[] } | null = null;
  let held = 0;
  for (const chunk of chunks)
    for (const { opcode, payload, problem, fin, inflated } of reader.push(chunk)) {
      if (problem !== undefined) break;
      if (opcode === 'close') {
        const { code, reason } = readClose(payload);
        events.push(`close ${code ?? 1005} ${Buffer.from(reason).toString('base64')}`);
      } else if (opcode === 'ping' || opcode === 'pong')
        events.push(`${opcode} ${payload.toString('base64')}`);
      else {
        open ??= { name: opcode, parts: [] };
        open.parts.push(payload);
        held = Math.max(
          held,
          open.parts.reduce((sum, { length }) => sum + length, 0),
          inflated?.length ?? 0,
        );
        if (!fin) continue;
        events.push(`${open.name} ${(inflated ?? Buffer.concat(open.parts)).toString('base64')}`);
        open = null;
      }
    }
  return { events, fault: reader.violation?.fault ?? null, held };
}

const messages = (events: readonly string[]): string[] =>
  events.filter((event) => /^(?:text|binary|close) /.test(event));

it('any stream gives the messages and the first fault that ws finds in it', async () => {
  const met = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(frameStreams, async (stream) => {
      const chunks = inChunks(stream);
      const ours = ourReading(stream, chunks);
      const theirs = await referenceReading(chunks, {
        maxMessageBytes: STREAM_LIMIT,
        deflate: stream.deflate,
      });
      met.set(ours.fault ?? 'none', (met.get(ours.fault ?? 'none') ?? 0) + 1);
      expect(ours.held).toBeLessThanOrEqual(STREAM_LIMIT);
      const same = sameFault(ours.fault, theirs.fault);
      if (same && ours.events.length === theirs.events.length) {
        expect(ours.events).toEqual(theirs.events);
        return;
      }
      // One of the two saw the fault earlier: pings may lie between, but never a message.
      const common = Math.min(ours.events.length, theirs.events.length);
      expect(ours.events.slice(0, common)).toEqual(theirs.events.slice(0, common));
      // RFC 6455 §5.2 wants the shortest form of a length, RFC 7692 §7.2 a compressed message that ends between two
      // blocks; ws lets both pass, and carries the half block over into the next message.
      if (ours.fault === 'length-form' || ours.fault === 'inflate-failed') return;
      expect(messages(ours.events.slice(common))).toEqual([]);
      expect(messages(theirs.events.slice(common))).toEqual([]);
      // We see a broken character when it comes, ws when the message is over.
      const early = ours.fault === 'invalid-utf8';
      // ws inflates fragment by fragment, we at the end of the message.
      const late =
        stream.deflate !== null &&
        (theirs.fault?.startsWith('Z_') === true || theirs.fault === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH');
      expect({ ours: ours.fault, theirs: theirs.fault, allowed: early || late }).toMatchObject({
        allowed: true,
      });
    }),
    { numRuns },
  );
  // A generator that only makes sound streams would prove nothing.
  expect([...met.keys()]).toEqual(
    expect.arrayContaining(['none', 'reserved-bits', 'invalid-utf8', 'too-big', 'masked', 'bad-close-code']),
  );
}, 600_000);
