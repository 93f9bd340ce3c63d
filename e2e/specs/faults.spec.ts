import type { Page } from '@playwright/test';
import type { ReadinessPage } from '../../shared/model/readiness';
import { openSockets } from '../fixtures/open-sockets';
import { expect, test } from '../fixtures/test';

/** A site of the scenario, how Readiness names its fault, and the fix that it offers. */
interface Fault {
  site: string;
  verdict: string;
  fix: RegExp;
  /** Sockets that are held open before: what is full has to be filled. */
  held?: number;
  /** Of the socket, where it is not "/". */
  path?: string;
}

const faults: readonly Fault[] = [
  { site: 'Classic', verdict: 'its pool ClassicPool runs in Classic mode', fix: /^Fix: run ClassicPool/ },
  {
    site: 'Switched off',
    verdict: 'the webSocket section is switched off for it',
    fix: /^Fix: switch WebSockets on/,
  },
  {
    site: 'Removed',
    verdict: 'WebSocketModule is removed in location Removed',
    fix: /^Fix: take back the removal/,
  },
  {
    site: 'Zero',
    verdict: 'its maxConnections is 0 (no connection gets in)',
    fix: /^Fix: lift the connection limit/,
  },
  { site: 'Stopped', verdict: 'the site is stopped', fix: /^Fix: start Stopped/ },
  { site: 'Pool stopped', verdict: 'its pool PoolstoppedPool is stopped', fix: /^Fix: start the pool/ },
  { site: 'No pool', verdict: 'its pool NopoolPool does not exist', fix: /^Fix: create the pool/ },
  {
    site: 'Full',
    verdict: 'all 3 connections of its limit are taken',
    fix: /^Fix: lift the connection limit/,
    held: 3,
  },
  {
    site: 'Busy',
    verdict: 'all 2 requests of its appConcurrentRequestLimit are taken',
    fix: /^Fix: let Busy have 5,000 requests/,
    held: 2,
  },
  {
    site: 'Node',
    verdict: 'iisnode needs the webSocket section off',
    fix: /^Fix: leave the upgrade of Node to iisnode/,
  },
  {
    site: 'Token',
    verdict: "its socket's query is longer than request filtering allows (maxQueryString 128)",
    fix: /^Fix: let longer addresses through/,
    path: `/hub?access_token=${'x'.repeat(600)}`,
  },
];

const ask = (page: Page, site: string): Promise<ReadinessPage> =>
  page.evaluate(async (name) => {
    const reply = await window.switchboard.invoke('readiness.get', {
      serverId: 'practice',
      site: name,
      application: '/',
    });
    if (!reply.ok) throw new Error(reply.error.message);
    return reply.data as ReadinessPage;
  }, site);

/** The site's handshake has been tried again since, with a 101 and an echo. */
async function echoes(page: Page, site: string): Promise<void> {
  await expect
    .poll(async () => (await ask(page, site)).handshake?.diagnosis.sentence ?? '', { timeout: 20_000 })
    .toMatch(/Upgraded with 101.*echoed a message/);
  // The run-time state is read by itself: the handshake may be through before the feature is seen, or the pool.
  await expect.poll(async () => (await ask(page, site)).readiness.ready, { timeout: 20_000 }).toBe(true);
}

test('each of the commonest faults is named, and its fix ends in a 101 and an echo', async ({
  page,
  shell,
  readiness,
  changes,
}) => {
  test.setTimeout(240_000);
  await shell.loadScenario('The commonest faults');
  for (const { site, verdict, fix, held = 0, path } of faults) {
    await test.step(site, async () => {
      if (path !== undefined)
        await page.evaluate(
          (address) =>
            window.switchboard.invoke('readiness.setAddress', {
              serverId: 'practice',
              site: address.site,
              application: '/',
              address: { path: address.path, subprotocols: [], headers: [] },
            }),
          { site, path },
        );
      let sockets: Awaited<ReturnType<typeof openSockets>> | undefined;
      if (held > 0) {
        await echoes(page, site);
        const url = (await ask(page, site)).handshake?.url ?? '';
        sockets = await openSockets(url, held);
      }
      await shell.open('Readiness');
      await shell.pickSite(site);
      await expect(shell.heading).toHaveText(`${site} cannot upgrade: ${verdict}.`);
      const broken = (await ask(page, site)).readiness.stations.find(({ state }) => state === 'broken');
      await readiness.station(broken?.title).click();
      await readiness.fix(fix).click();
      await shell.open('Changes');
      await changes.applyAll();
      await echoes(page, site);
      sockets?.release();
    });
  }
});

test('a server without the feature says so for each site, and installing it ends in a 101 and an echo', async ({
  page,
  shell,
  readiness,
  changes,
}) => {
  await shell.loadScenario('Bare server');
  await expect(shell.heading).toHaveText('Echo cannot upgrade: the WebSocket feature is not installed.');
  await readiness.station('Module').click();
  await readiness.fix(/^Fix: install the WebSocket role service/).click();
  await shell.open('Changes');
  await changes.applyAll();
  for (const site of ['Echo', 'Chat', 'Status']) await echoes(page, site);
});
