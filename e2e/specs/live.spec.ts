import path from 'node:path';
import { openSockets } from '../fixtures/open-sockets';
import { expect, test } from '../fixtures/test';

test('Live shows the sockets that were opened, who holds them, and how a recycle cuts them', async ({
  page,
  shell,
  tester,
  live,
  changes,
  complaints,
}) => {
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  await shell.open('Tester');
  await shell.pickSite('Echo');
  await tester.connect();
  await tester.send('Text', 'hello');
  await expect(tester.frames('in', 'hello')).toHaveCount(1);
  const sockets = await openSockets(`${await tester.address.inputValue()}?token=hunter2`, 3);

  await test.step('the Tester’s socket and three more are counted by site, pool and server', async () => {
    await shell.open('Live');
    await expect(shell.heading).toHaveText('Practice server has 4 open sockets on 4 connections.');
    await expect(
      page.getByText(/^Read at [\d:]+, every 2 s: a reading took [\d.]+ ms on the server\.$/),
    ).toBeVisible();
    await expect.poll(() => live.cell('Echo', 'Sockets')).toBe('4');
    await live.tab('Application pools');
    await expect.poll(() => live.cell('EchoPool', 'Sockets')).toBe('4');
    await live.row('EchoPool').click();
    await expect(live.chosen('EchoPool')).toContainText('4 sockets');
  });

  await test.step('each is listed with age, client and URL, and without its query', async () => {
    await live.tab('Open requests');
    const list = page.getByRole('grid', { name: 'Open requests' });
    await expect(list.getByRole('row')).toHaveCount(5);
    const first = list.getByRole('row').nth(1);
    await expect(first).toContainText('socket');
    await expect(first).toContainText(/\d s/);
    await expect(first).toContainText(/(127\.0\.0\.1|::1):\d+/);
    await expect(list).not.toContainText('hunter2');
  });

  await test.step('a recycle is previewed with its sockets, applied under Changes, and cuts them', async () => {
    // The 90 s that shutdownTimeLimit gives them pass in one.
    await page.evaluate(() => window.switchboard.invoke('practice.setClock', { scale: 90 }));
    await live.ask('Recycle pool…', /Recycles "EchoPool": 4 open sockets have 90 s to leave/);
    await changes.applyAll();
    await shell.open('Live');
    await expect.poll(() => sockets.closed(), { timeout: 15_000 }).toBe(3);
    await expect(shell.heading).toContainText('no open socket');
    await live.tab('Application pools');
    await expect.poll(() => live.cell('EchoPool', 'Recycles')).toBe('1');
    await live.tab(/^What happened/);
    const happened = page.getByRole('list', { name: 'What happened' });
    await expect(happened).toContainText('EchoPool recycled.');
    await expect(happened).toContainText(/A worker process of EchoPool ended; it had held \d sockets/);
  });
  sockets.release();
  expect(complaints).toEqual([]);
});

test('a server that nobody looks at is not read, and a configuration file says that it has no run time', async ({
  page,
  shell,
  dataDir,
}) => {
  const revision = () =>
    page.evaluate(async () => {
      const query = { kind: 'sites', filter: '', sort: 'name', descending: false, offset: 0, limit: 1 };
      const reply = await window.switchboard.invoke('live.rows', { serverId: 'practice', ...query });
      return reply.ok ? (reply.data as { revision: number }).revision : -1;
    });
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  await shell.open('Live');
  await expect(shell.heading).toContainText('no open socket');
  await expect.poll(revision, { timeout: 10_000 }).toBeGreaterThan(1);
  // As a window that is minimised says it.
  const hide = (state: string) =>
    page.evaluate((now) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await hide('hidden');
  await page.waitForTimeout(300);
  const before = await revision();
  await page.waitForTimeout(2_500);
  expect(await revision()).toBe(before);
  await hide('visible');
  await expect.poll(revision, { timeout: 10_000 }).toBeGreaterThan(before);
  const file = path.join(dataDir, 'practice/applicationHost.config');
  const added = await page.evaluate(async (at) => {
    const reply = await window.switchboard.invoke('servers.addFile', { path: at });
    return reply.ok ? (reply.data as { id: string }).id : '';
  }, file);
  await page.evaluate((id) => {
    location.hash = `#/${id}/live`;
  }, added);
  await page.reload();
  await expect(shell.heading).toHaveText(/has no run time\.$/);
});
