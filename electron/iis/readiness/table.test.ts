import { describe, expect, it } from 'vitest';
import type { CheckState } from '../../../shared/model/common';
import type { Fix } from '../../../shared/model/readiness';
import type { Edit } from '../config';
import { checks } from './checks';
import type { ReadinessFacts } from './facts';
import { bases } from './table/row';
import type { Row } from './table/row';
import { rows } from './table/rows';
import { judgeWhole } from './whole-server';
import type { Change, KnownFacts } from './whole-server';

function onBase({ on = 'aspnet', ...row }: Row): Change {
  const base: Change = bases[on];
  const facts = (known: KnownFacts): Partial<ReadinessFacts> => {
    const first = base.facts?.(known) ?? {};
    return { ...first, ...row.facts?.({ ...known, ...first } as KnownFacts) };
  };
  return {
    host: [...(base.host ?? []), ...(row.host ?? [])],
    web: row.web === null ? null : [...(base.web ?? []), ...(row.web ?? [])],
    ...(row.webOf ? { webOf: row.webOf } : {}),
    facts,
  };
}

const statesOf = (change: Change): Map<string, CheckState> =>
  new Map(judgeWhole(change).stations.flatMap((each) => each.checks.map(({ id, state }) => [id, state])));

const before = new Map(
  (Object.keys(bases) as (keyof typeof bases)[]).map((on) => [
    on,
    statesOf(onBase({ check: '', state: 'good', sentence: '', on })),
  ]),
);

it.each(['aspnet', 'core', 'platform', 'iisnode', 'proxy', 'farm', 'practice'] as const)(
  'a sound server (%s) has no light but green: no check cries wolf',
  (on) => {
    expect([...(before.get(on) ?? [])].filter(([, state]) => state !== 'good')).toEqual([]);
  },
);

describe.each([...new Set(rows.map(({ check }) => check))])('%s', (id) => {
  it.each(
    rows
      .filter(({ check }) => check === id)
      .map((row) => [row.state, row.on ?? 'aspnet', row.sentence, row] as const),
  )('%s on %s: %s', (state, on, sentence, row) => {
    const change = onBase(row);
    const all = judgeWhole(change).stations.flatMap((station) => station.checks);
    const found = all.find((check) => check.id === id);
    expect({ state: found?.state, sentence: found?.sentence }).toEqual({ state, sentence });
    // Nothing else changes state, but what the row names; a check that appears is good.
    const base = before.get(on) ?? new Map<string, CheckState>();
    const others = all
      .filter((check) => check.id !== id)
      .filter((check) => check.state !== (base.get(check.id) ?? 'good'))
      .map((check) => [check.id, check.state]);
    expect(Object.fromEntries(others)).toEqual(row.also ?? {});
  });
});

/** Edits of a fix; null where an action is among them, which only a running server can do. */
function editsOf(fix: Fix | undefined): Edit[] | null {
  const edits = fix?.changes.map((change) => (change.kind === 'config' ? change.edit : null)) ?? [];
  return edits.length === 0 || edits.includes(null) ? null : edits.filter((edit) => edit !== null);
}

describe('a fix, applied to the text, turns its light green', () => {
  const fixable = rows.flatMap((row) => {
    const found = judgeWhole(onBase(row))
      .stations.flatMap((station) => station.checks)
      .find((check) => check.id === row.check);
    return [found?.fix, found?.alternative].flatMap((fix) => {
      const edits = editsOf(fix);
      return edits === null || fix === undefined ? [] : [[row.check, fix.title, row, edits] as const];
    });
  });

  it.each(fixable)('%s: %s', (id, _, row, edits) => {
    const after = judgeWhole({ ...onBase(row), edits })
      .stations.flatMap((station) => station.checks)
      .find((check) => check.id === id);
    expect(after).toMatchObject({ state: 'good' });
    // A piece of advice that was followed is not given again.
    expect(after?.fix).toBeUndefined();
  });
});

it('every check has a row for each light that it can show', () => {
  const shown = new Map(checks.map(({ id }) => [id, new Set<CheckState>()]));
  for (const { check, state } of rows) shown.get(check)?.add(state);
  const missing = [...shown].flatMap(([id, states]) => {
    const lacks = (lights[id] ?? ['good', 'warning', 'broken', 'unknown']).filter(
      (light) => !states.has(light),
    );
    return lacks.length === 0 ? [] : [`${id}: ${lacks.join(', ')}`];
  });
  expect(missing).toEqual([]);
  expect(rows.length).toBeGreaterThanOrEqual(120);
});

/** Checks that can't show all four: what is merely told never breaks, what stands in the text is never half known. */
const lights: Readonly<Record<string, readonly CheckState[]>> = {
  'firewall.path': ['good', 'warning', 'unknown'],
  'http-sys.services': ['good', 'broken', 'unknown'],
  'http-sys.listening': ['good', 'broken', 'unknown'],
  'http-sys.client-cap': ['good', 'warning', 'unknown'],
  'http-sys.timeouts': ['good', 'warning', 'unknown'],
  'site.binding': ['good', 'broken'],
  'site.configuration': ['good', 'warning', 'broken'],
  'site.authentication': ['good', 'warning', 'unknown'],
  'site.connection-timeout': ['good', 'warning', 'unknown'],
  'site.http2': ['good'],
  'pool.exists': ['good', 'broken', 'unknown'],
  'pool.state': ['good', 'broken', 'unknown'],
  'pool.warm': ['good', 'unknown'],
  'pool.preload': ['good', 'warning'],
  'pool.recycling': ['good', 'warning', 'unknown'],
  'pool.overlap': ['good', 'warning', 'unknown'],
  'pool.shutdown': ['good', 'warning', 'unknown'],
  'pool.garden': ['good', 'warning', 'unknown'],
  'pool.rapid-fail': ['good', 'warning', 'unknown'],
  'pool.bitness': ['good', 'warning', 'unknown'],
  'pool.queue': ['good', 'warning', 'unknown'],
  'pool.override': ['good', 'warning', 'unknown'],
  'module.iis': ['good', 'broken', 'unknown'],
  'module.feature': ['good', 'broken', 'unknown'],
  'module.global': ['good', 'broken', 'unknown'],
  'module.image': ['good', 'broken', 'unknown'],
  'module.enabled': ['good', 'broken', 'unknown'],
  'module.restart': ['good', 'warning', 'unknown'],
  'module.scripts': ['good', 'warning', 'unknown'],
  'section.enabled': ['good', 'broken', 'unknown'],
  'section.lock': ['good', 'unknown'],
  'section.ping': ['good', 'warning', 'unknown'],
  'section.receive-buffer': ['good', 'warning', 'unknown'],
  'app.exists': ['good', 'warning', 'broken', 'unknown'],
  'app.kind': ['good', 'warning', 'unknown'],
  'app.handler-module': ['good', 'broken'],
  'app.aspnet': ['good', 'warning', 'unknown'],
  'app.aspnet-core': ['good', 'broken', 'unknown'],
  'app.iisnode': ['good', 'warning', 'unknown'],
  'app.iisnode-firefox': ['good', 'warning'],
  'app.conflict': ['good', 'warning'],
  'app.proxy': ['good', 'broken', 'unknown'],
  'app.proxy-timeout': ['good', 'warning', 'unknown'],
  'app.proxy-host': ['good', 'warning', 'unknown'],
  'app.open-proxy': ['good', 'warning', 'broken'],
  'handshake.address': ['good', 'warning', 'unknown'],
  'handshake.bindings': ['good', 'warning', 'unknown'],
  'handshake.live': ['good', 'warning', 'broken', 'unknown'],
};
