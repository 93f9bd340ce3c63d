import { expect, test } from 'vitest';
import { stationIds } from '../../../shared/model/readiness';
import type { Station } from '../../../shared/model/readiness';
import { liveShare, piecesOf } from './cable-pieces';

/** Eight stations from a letter each: g good, w to look at, b broken, u unknown. Behind a break nothing is reached. */
function path(letters: string): Station[] {
  const states = { g: 'good', w: 'warning', b: 'broken', u: 'unknown' } as const;
  let reached = true;
  return stationIds.map((id, index) => {
    const state = states[letters[index] as keyof typeof states];
    const station = { id, title: id, state, note: '', reached, checks: [] };
    if (state === 'broken') reached = false;
    return station;
  });
}

test('the cable is live up to and into the first break, dead behind it', () => {
  const pieces = piecesOf(path('gggbgwuu'));
  expect(pieces).toEqual(['live', 'live', 'live', 'live', 'dead', 'dead', 'dead', 'dead']);
  expect(liveShare(pieces)).toBeCloseTo(4.5 / 9);
});

test('behind a station of which nothing is known the cable claims nothing', () => {
  expect(piecesOf(path('gugggguu'))).toEqual([
    'live',
    'live',
    'hollow',
    'hollow',
    'hollow',
    'hollow',
    'hollow',
    'hollow',
  ]);
});

test('a break behind an unknown station is still a break', () => {
  expect(piecesOf(path('ugbggggu')).slice(1, 4)).toEqual(['hollow', 'hollow', 'dead']);
});

test('a handshake that went through proves the stations that could not be read', () => {
  const pieces = piecesOf(path('uugwgggg'));
  expect(new Set(pieces)).toEqual(new Set(['live']));
  expect(liveShare(pieces)).toBeCloseTo(8.5 / 9);
});
