import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limitsPlan } from '.';
import { roomFor } from './room';
import { AT, configOf, environmentOf, live, page } from './testing/sample';
import type { Sample } from './testing/sample';

const plan = (sample: Sample, sockets: number, more: Partial<Parameters<typeof limitsPlan>[0]> = {}) =>
  limitsPlan(
    { config: configOf(sample), site: 'Chat', application: '/', runtime: null, nowMs: AT, ...more },
    sockets,
  );
const values = (made: ReturnType<typeof plan>) =>
  made.steps.flatMap(({ rung, changes }) =>
    changes.map((change) =>
      change.kind === 'config' && change.edit.kind === 'set' ? [rung, change.edit.value] : [rung, '?'],
    ),
  );

describe('what if', () => {
  test('would leave the real first ceiling of a stock server where it is', () => {
    const made = plan({}, 20_000);
    expect(made.verdict).toBe('Chat does not hold 20,000 sockets: appConcurrentRequestLimit breaks.');
    expect(values(made)).toEqual([
      ['application.appConcurrentRequestLimit', '25000'],
      ['pool.queueLength', '20000'],
    ]);
  });

  test('would break nothing at exactly the ceiling, and not break one above it', () => {
    expect(plan({}, 5000).holds).toBe(true);
    expect(plan({}, 5001).holds).toBe(false);
  });

  test('would make a small number out of maxConnections 0, where Readiness lifts the limit', () => {
    const sample = { limits: 'maxConnections="0"', serverRuntime: 'appConcurrentRequestLimit="0"' };
    for (const sockets of [10, 20_000])
      expect(values(plan(sample, sockets)).slice(0, 2)).toEqual([
        ['site.maxConnections', '4294967295'],
        ['application.appConcurrentRequestLimit', sockets === 10 ? '13' : '25000'],
      ]);
    const [step] = plan(sample, 10).steps;
    expect(step?.sentence).toBe('maxConnections 0 → unlimited (4294967295)');
    expect(step?.arithmetic.at(-1)).toContain('0 is written where no limit was meant');
  });

  test('would forget the connections that are no sockets, which the site counts, too', () => {
    const sample = { limits: 'maxConnections="100"' };
    expect(plan(sample, 95, { runtime: live(12, 2) }).holds).toBe(false);
    expect(plan(sample, 90, { runtime: live(12, 2) }).holds).toBe(true);
  });

  test('would propose a change for what no setting moves, or call it holding', () => {
    const made = plan(
      {
        proxy: 'enabled="true"',
        rule: 'http://127.0.0.1:3000/',
        serverRuntime: 'appConcurrentRequestLimit="60000"',
      },
      20_000,
    );
    expect(made.holds).toBe(false);
    expect(made.steps[0]).toMatchObject({ rung: 'proxy.ports', changes: [] });
    expect(made.steps[0]?.sentence).toContain('add a second backend address');
    const client = environmentOf('Microsoft Windows 11 Pro', true);
    expect(plan({}, 11, { environment: client }).steps[0]).toMatchObject({
      rung: 'client.requests',
      kind: 'breaks',
    });
    expect(plan({}, 10, { environment: client }).holds).toBe(true);
  });

  test('would call a ceiling that is unknown high enough', () => {
    const managed = {
      poolAttributes: 'managedRuntimeVersion="v4.0"',
      serverRuntime: 'appConcurrentRequestLimit="90000"',
    };
    expect(plan(managed, 5000).holds).toBe(true);
    expect(plan(managed, 5001)).toMatchObject({
      holds: null,
      verdict: expect.stringContaining('unknown') as string,
    });
    // 5,000 for one processor are no gap below a ceiling of 5,000.
    expect(page({ poolAttributes: 'managedRuntimeVersion="v4.0"' }).heading).toBe(
      'Chat can hold at most 5,000 sockets, though its limit says unlimited.',
    );
  });

  test('would miss iisnode, whose processes have their own limit', () => {
    const iisnode = (attributes: string): Sample => ({
      handlers: '<add name="n" path="server.js" verb="*" modules="iisnode" />',
      iisnode: attributes,
    });
    const rungOf = (sample: Sample) => page(sample).rungs.find(({ id }) => id === 'iisnode.requests');
    expect(rungOf(iisnode(''))?.value).toBe(1024);
    expect(rungOf(iisnode('nodeProcessCountPerApplication="4"'))?.value).toBe(4096);
    expect(rungOf(iisnode('nodeProcessCountPerApplication="0"'))).toMatchObject({
      value: null,
      atLeast: 1024,
    });
    expect(rungOf({})).toBeUndefined();
    const environment = { ...environmentOf('Windows Server 2019', false), processors: 8 };
    const here = page(iisnode('nodeProcessCountPerApplication="0"'), null, '/', { environment });
    expect(here.rungs.find(({ id }) => id === 'iisnode.requests')?.value).toBe(8192);
    const aspNet = page({ poolAttributes: 'managedRuntimeVersion="v4.0"' }, null, '/', { environment });
    expect(aspNet.rungs.find(({ id }) => id === 'aspnet.requestsPerCpu')).toMatchObject({ value: 40_000 });
  });

  test("would take iisnode's default for a fact where its web.config could not be read", () => {
    const sample = {
      handlers: '<add name="n" path="server.js" verb="*" modules="iisnode" />',
      iisnodeOpen: true,
    };
    const unread = page(sample, null, '/', { config: configOf(sample, false) });
    const rung = unread.rungs.find(({ id }) => id === 'iisnode.requests');
    expect(rung?.value).toBe(null);
    expect(rung?.unknown).toMatch(/web\.config/);
  });

  test('would write 0, less than is expected, or more than a uint holds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4_294_967_295 }),
        fc.integer({ min: 0, max: 4_294_967_294 }),
        (sockets, max) => {
          const made = plan({ limits: `maxConnections="${max}"` }, sockets);
          for (const [rung, value] of values(made)) {
            if (rung === 'pool.queueLength') expect(Number(value)).toBeLessThanOrEqual(65_535);
            else expect(Number(value)).toBeGreaterThanOrEqual(sockets);
            expect(Number(value)).toBeLessThanOrEqual(4_294_967_295);
            expect(value).not.toBe('0');
          }
          expect(made.holds).toBe(sockets <= Math.min(max, 5000));
        },
      ),
    );
    expect([roomFor(1), roomFor(3), roomFor(20_000), roomFor(4_000_000_000)]).toEqual([
      2, 4, 25_000, 4_294_967_295,
    ]);
  });
});
