import { describe, expect, it } from 'vitest';
import { judge } from '../../electron/iis/readiness';
import { server } from '../../electron/iis/config/samples/samples';
import { configBytes, configNames } from './shared-folder';

describe.each(configNames)('%s', (name) => {
  const config = server(configBytes(name), {}, { complete: false });
  const judged = config.sites.map((site) =>
    judge({
      config,
      site: site.name,
      application: '/',
      runtime: null,
      handshake: null,
      handshakePending: false,
      server: 'file',
    }),
  );
  const states = judged.map(({ stations }) =>
    Object.fromEntries(stations.flatMap(({ checks }) => checks.map(({ id, state }) => [id, state]))),
  );

  it('is judged right for the right reason: what the file shows, and nothing else', () => {
    const missing = name.includes('missing');
    const broken = ['module.feature', 'module.global', 'module.enabled'];
    for (const [index, { ready, verdict, site }] of judged.entries()) {
      expect(ready).toBe(missing ? false : null);
      if (missing) expect(verdict).toBe(`${site} cannot upgrade: the WebSocket feature is not installed.`);
      else
        expect(verdict).toMatch(
          new RegExp(`^${site} (could be ready: the file shows nothing wrong|may not be ready)`),
        );
      const red = Object.entries(states[index] ?? {}).filter(([, state]) => state === 'broken');
      expect(red.map(([id]) => id)).toEqual(missing ? broken : []);
    }
  });

  it('claims nothing of what no file can tell: the web.config files, the firewall, run time', () => {
    for (const all of states)
      expect(all).toMatchObject({
        'firewall.path': 'unknown',
        'site.state': 'unknown',
        'pool.state': 'unknown',
        'app.kind': 'unknown',
        'site.filtering': 'unknown',
        'handshake.live': 'unknown',
      });
  });
});
