import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readServer } from '../../electron/iis/config';
import { limitsPage, limitsPlan } from '../../electron/iis/limits';
import type { SocketSession } from '../../electron/websocket/socket-session';
import { practiceConfig } from './practice-config';
import type { Told } from './practice-config';
import { connect, freePort, FULL, onPractice, SEED, urlOf } from './rig';

/** No ladder of these configurations reaches so far. */
const MOST = 60;

interface Case extends Omit<Told, 'port'> {
  application: '/' | '/api';
}

const small = fc.integer({ min: 1, max: 40 });
const some = fc.option(small, { nil: undefined });
const cases = fc.sample(
  fc.record({
    // 0 lets nobody in; that is a ceiling, too.
    siteMax: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }),
    siteDefaultsMax: some,
    queueLength: fc.integer({ min: 10, max: 20 }),
    // The schema's own 5,000 would be more than is tried here.
    limits: fc.record({ server: small, site: some, api: some }),
    application: fc.constantFrom('/', '/api'),
  }),
  { numRuns: FULL ? 20 : 5, seed: SEED },
);

/** Exact optional properties: what is undefined isn't said. */
function told({
  siteMax,
  siteDefaultsMax,
  queueLength,
  limits,
}: (typeof cases)[number]): Omit<Case, 'application'> {
  return {
    queueLength,
    ...(siteMax === undefined ? {} : { siteMax }),
    ...(siteDefaultsMax === undefined ? {} : { siteDefaultsMax }),
    limits: {
      server: limits.server,
      ...(limits.site === undefined ? {} : { site: limits.site }),
      ...(limits.api === undefined ? {} : { api: limits.api }),
    },
  };
}

/** Opens sockets one after the other, keeps them, and answers how many there could be. */
async function openAll(url: string): Promise<number> {
  const open: SocketSession[] = [];
  try {
    for (;;) {
      const session = await connect(url);
      open.push(session);
      if (session.state().phase !== 'open') return open.length - 1;
      if (open.length > MOST) return open.length;
    }
  } finally {
    for (const session of open) session.dispose();
  }
}

describe(`the ladder of ceilings, seed ${SEED}`, () => {
  test.each(cases.map((one) => [JSON.stringify(one), one] as const))(
    'would have another first ceiling than the tester meets: %s',
    async (_name, one) => {
      const text = practiceConfig({ port: await freePort(), ...told(one) });
      const config = readServer({
        applicationHost: { path: 'applicationHost.config', bytes: Buffer.from(text) },
        webConfigs: { complete: true, files: [] },
      });
      const facts = { config, site: 'Probe', application: one.application, runtime: null, nowMs: Date.now() };
      const first = limitsPage(facts).rungs.find(
        ({ bounds, value }) => bounds === 'sockets' && value !== null,
      );
      const met = await onPractice(text, (server) => openAll(urlOf(server, 'Probe', one.application)));
      expect(met).toBe(first?.value);
      expect(limitsPlan(facts, met + 1).holds).toBe(false);
      if (met > 0) expect(limitsPlan(facts, met).holds).toBe(true);
    },
  );

  test('would let what the plan proposes break again, or write 0', async () => {
    const text = practiceConfig({ port: await freePort(), siteMax: 4, limits: { server: 3 } });
    const read = (bytes: Uint8Array) =>
      readServer({
        applicationHost: { path: 'applicationHost.config', bytes },
        webConfigs: { complete: true, files: [] },
      });
    const base = { site: 'Probe', application: '/', runtime: null, nowMs: Date.now() };
    const plan = limitsPlan({ ...base, config: read(Buffer.from(text)) }, 30);
    expect(plan.steps.filter(({ kind }) => kind === 'breaks').map(({ rung }) => rung)).toEqual([
      'application.appConcurrentRequestLimit',
      'site.maxConnections',
    ]);
    const values = plan.steps.flatMap(({ changes }) =>
      changes.map((change) =>
        change.kind === 'config' && change.edit.kind === 'set' ? change.edit.value : '',
      ),
    );
    const [request = '', site = ''] = values;
    const raised = practiceConfig({
      port: await freePort(),
      siteMax: Number(site),
      limits: { server: 3, site: Number(request) },
    });
    const met = await onPractice(raised, (server) => openAll(urlOf(server, 'Probe')));
    expect(met).toBeGreaterThanOrEqual(30);
    expect(values).not.toContain('0');
  });
});
