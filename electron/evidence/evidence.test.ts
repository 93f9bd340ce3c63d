import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../shared/model/evidence';
import { stationIds } from '../../shared/model/readiness';
import type { Check } from '../../shared/model/readiness';
import { documentOf } from './document';
import { htmlOf, markdownOf } from './forms';

const check = (state: Check['state'], sentence: string): Check => ({
  id: 'pool.mode',
  title: 'Pipeline mode',
  state,
  blocking: true,
  sentence,
  evidence: [],
});

const evidence = (site: string, one: Check, max: number): Evidence => ({
  version: 1,
  takenAt: '2026-01-01T00:00:00.000Z',
  appVersion: '0.1.0',
  server: { name: 'WEB-01', kind: 'computer' },
  readiness: {
    site,
    application: '/',
    pool: 'P',
    ready: one.state === 'good',
    verdict: one.sentence,
    tally: '',
    stations: stationIds.map((id) => ({
      id,
      title: id,
      state: one.state,
      note: '',
      reached: true,
      checks: id === 'pool' ? [one] : [],
    })),
  },
  limits: {
    revision: 1,
    site,
    application: '/',
    heading: `Holds ${max}.`,
    sub: '',
    rungs: [
      {
        id: 'site.maxConnections',
        title: 'Site maxConnections',
        note: '',
        value: max,
        bounds: 'sockets',
        source: null,
        arithmetic: [],
        target: { kind: 'site', site },
        setting: 'limits.maxConnections',
      },
    ],
    cuts: [],
    lives: { silent: { untilS: null, cut: null }, talking: { untilS: null, cut: null } },
    sockets: null,
    connections: null,
    refused: null,
  },
});

describe('evidence', () => {
  const before = evidence('Chat', check('broken', 'Chat runs in Classic mode.'), 3);
  const after = evidence('Chat', check('good', 'Chat runs in Integrated mode.'), 5000);

  test('would hide what a fix changed, or name what stayed', () => {
    const text = markdownOf(documentOf(after, before));
    expect(text).toContain(
      '| Pipeline mode | broken: Chat runs in Classic mode. | good: Chat runs in Integrated mode. |',
    );
    expect(text).toContain('| Site maxConnections | 3 | 5,000 |');
    expect(markdownOf(documentOf(after, after))).toContain('Nothing is other than it was');
    expect(markdownOf(documentOf(after, null))).not.toContain('Before and after');
  });

  test("would let a site's name become markup, in HTML or in Markdown", () => {
    const name = fc.string({
      unit: fc.constantFrom('<', '>', '&', '"', "'", '|', '`', '*', '\n', 'a', 'script', '[', ')'),
    });
    fc.assert(
      fc.property(name, (hostile) => {
        const blocks = documentOf(evidence(hostile, check('broken', hostile), 1), null);
        const plainPage = htmlOf(documentOf(evidence('x', check('broken', 'x'), 1), null));
        const tags = (page: string): string[] => page.match(/<[^>]*>/g) ?? [];
        expect(tags(htmlOf(blocks))).toEqual(tags(plainPage));
        const lines = (text: string): number => text.split('\n').length;
        expect(lines(markdownOf(blocks))).toBe(
          lines(markdownOf(documentOf(evidence('x', check('broken', 'x'), 1), null))),
        );
      }),
    );
  });
});
