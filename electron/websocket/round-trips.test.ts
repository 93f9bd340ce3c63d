import { expect, it } from 'vitest';
import type { FrameOpcode } from '../../shared/model/tester';
import { opcodeBitsOf, type WireFrame } from './frame';
import { RoundTripClock } from './round-trips';

const frame = (opcode: FrameOpcode, text: string, fin = true): WireFrame => {
  const payload = Buffer.from(text);
  return {
    ...{ fin, rsv: 0, opcodeBits: opcodeBitsOf(opcode), opcode, masked: false },
    ...{ payload, declared: payload.length },
  };
};

it('would take a pong for the answer to another ping', () => {
  const clock = new RoundTripClock();
  clock.frame('out', 0, frame('ping', 'a'));
  clock.frame('out', 10, frame('ping', 'b'));
  clock.frame('in', 13, frame('pong', 'b'));
  clock.frame('in', 20, frame('pong', 'unasked'));
  clock.frame('in', 21, frame('pong', 'a'));
  expect(clock.report().pings).toMatchObject({ count: 2, minMs: 3, maxMs: 21 });
  expect(clock.report().echoes).toBeNull();
});

it('would guess which of two like messages came back', () => {
  const clock = new RoundTripClock();
  clock.frame('out', 0, frame('text', 'hi'));
  clock.frame('out', 5, frame('text', 'hi'));
  clock.frame('in', 6, frame('text', 'hi'));
  clock.frame('out', 7, frame('text', 'hi'));
  clock.frame('in', 8, frame('text', 'hi'));
  clock.frame('in', 9, frame('text', 'hi'));
  expect(clock.count).toBe(0);
  clock.frame('out', 10, frame('text', 'hi'));
  clock.frame('in', 14, frame('text', 'hi'));
  expect(clock.report().echoes).toMatchObject({ count: 1, medianMs: 4 });
});

it('would time a text by the same bytes as binary, or by a part of a message', () => {
  const clock = new RoundTripClock();
  clock.frame('out', 0, frame('text', 'hi'));
  clock.frame('in', 1, frame('binary', 'hi'));
  clock.frame('in', 2, frame('text', 'hi', false));
  clock.frame('in', 3, frame('ping', 'hi'));
  expect(clock.count).toBe(0);
});

it('would hold every message that nobody answers, or hand over more points than a chart can show', () => {
  const clock = new RoundTripClock();
  for (let at = 0; at < 20_000; at += 1) clock.frame('out', at, frame('text', `lost ${at}`));
  for (let at = 0; at < 20_000; at += 1) {
    clock.frame('out', at, frame('ping', `${at}`));
    clock.frame('in', at + (at % 100), frame('pong', `${at}`));
  }
  const { pings } = clock.report();
  expect(pings).toMatchObject({ count: 20_000, minMs: 0, medianMs: 50, maxMs: 99 });
  expect(pings?.points.length).toBeLessThanOrEqual(400);
});
