import { expect, test } from '../fixtures/test';

test('on the bare server the feature is installed from the window, and every sound site turns ready', async ({
  page,
  shell,
  readiness,
  changes,
}) => {
  await shell.loadScenario('Bare server');
  await expect(shell.heading).toHaveText(/cannot upgrade/);
  await expect(readiness.station('Module')).toHaveAccessibleName(/broken/);
  await readiness.station('Module').click();
  await readiness
    .fix(/^Fix: .*(install|WebSocket)/i)
    .first()
    .click();
  await shell.review.click();
  await changes.applyAll();
  const sites = await page.evaluate(async () => {
    const all = { filter: '', sort: 'name', descending: false, offset: 0, limit: 100 };
    const reply = await window.switchboard.invoke('inventory.sites', { serverId: 'practice', ...all });
    return reply.ok ? (reply.data as { rows: { name: string; state: string }[] }).rows : [];
  });
  const started = sites.filter(({ state }) => state === 'Started').map(({ name }) => name);
  expect(started.length).toBeGreaterThan(1);
  await shell.open('Readiness');
  for (const name of started) {
    await shell.pickSite(name);
    await expect(shell.heading).toHaveText(`${name} is ready for WebSockets.`);
    await expect(readiness.station('Handshake')).toHaveAccessibleName(/good: 101/);
  }
});
