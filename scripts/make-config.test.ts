import { describe, expect, it } from 'vitest';
import { effective, moduleStanding } from '../electron/iis/config';
import { server } from '../electron/iis/config/samples/samples';
import { makeConfig } from './make-config.mjs';

describe('makeConfig', () => {
  it('makes what the bench says it measures: so many sites and pools, and no problem', () => {
    const config = server(makeConfig({ sites: 120, pools: 40 }));
    expect([config.sites.length, config.pools.length, config.problems]).toEqual([120, 40, []]);
    expect(effective(config, { kind: 'site', site: 'site 7' }, 'limits.maxConnections').value).toBe(1007);
  });

  it('with and without the feature', () => {
    for (const feature of [true, false]) {
      const config = server(makeConfig({ sites: 1, pools: 0, feature }));
      expect(moduleStanding(config, { kind: 'site', site: 'Site 0' }, 'WebSocketModule').enabled).toBe(
        feature,
      );
      expect(config.problems).toEqual([]);
    }
  });

  it('as large as asked', () => {
    const text = makeConfig({ sites: 2, pools: 1, bytes: 300_000 });
    expect(text.length).toBeGreaterThanOrEqual(300_000);
    expect(text.length).toBeLessThan(301_000);
    expect(server(text).problems).toEqual([]);
  });
});
