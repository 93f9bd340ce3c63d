import { expect, test } from '../fixtures/test';
import type { ElectronApplication } from '@playwright/test';

/** The process of that service, as Electron lists it. */
const pidOf = (app: ElectronApplication, service: string) =>
  app.evaluate(
    (electron, name) => electron.app.getAppMetrics().find((metric) => metric.name === name)?.pid ?? 0,
    service,
  );

test('the engine killed in mid-session comes back with pending changes intact and says so', async ({
  app,
  page,
  shell,
  readiness,
  changes,
}) => {
  await shell.pickSite('Chat');
  await readiness.station('Pool').click();
  await readiness
    .fix(/^Fix: /)
    .first()
    .click();
  await expect(shell.review).toHaveText('Review 1 change');
  const engine = await pidOf(app, 'IIS Switchboard engine');
  expect(engine).toBeGreaterThan(0);
  process.kill(engine, 'SIGKILL');
  await expect(page.getByText('started again', { exact: false }).first()).toBeVisible();
  await expect(shell.heading).toHaveText(/^Chat cannot upgrade/);
  await shell.review.click();
  await expect(changes.diff).toContainText('managedPipelineMode');
  expect(await pidOf(app, 'IIS Switchboard engine')).not.toBe(engine);
  await changes.applyAll();
  await shell.open('Readiness');
  await expect(shell.heading).toHaveText('Chat is ready for WebSockets.');
});

for (const [service, page_] of [
  ['IIS Switchboard practice', 'Readiness'],
  ['IIS Switchboard tester', 'Tester'],
] as const)
  test(`a killed ${service} process is started again when it is needed`, async ({
    app,
    page,
    shell,
    readiness,
    tester,
  }) => {
    await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
    await shell.open('Tester');
    await shell.pickSite('Echo');
    await tester.connect();
    await expect(page.getByText('The socket is open.')).toBeVisible();
    const pid = await pidOf(app, service);
    expect(pid).toBeGreaterThan(0);
    process.kill(pid, 'SIGKILL');
    await expect(page.getByRole('button', { name: /^Connect/ })).toBeVisible();
    await shell.open(page_);
    if (page_ === 'Readiness') {
      await shell.pickSite('Board');
      await shell.pickSite('Echo');
      await expect(readiness.station('Handshake')).toHaveAccessibleName(/good: 101/);
    } else {
      // What happened is told above the page, until it is read.
      await page.getByRole('button', { name: 'Close this notice' }).click();
      await tester.connect();
      await tester.send('Text', 'again');
      await expect(tester.frames('in', 'again')).toHaveCount(1);
    }
  });
