import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { launch } from '../fixtures/launch';
import { startRealServer, type RealServer } from '../fixtures/real-server';
import { useScheme } from '../fixtures/scheme';
import { expect, test as base } from '../fixtures/test';
import { violations } from '../fixtures/violations';

const test = base.extend<{ scenario: 'typical-trouble' | 'bare-server'; real: RealServer }>({
  scenario: ['typical-trouble', { option: true }],
  real: async ({ scenario }, use) => {
    const real = await startRealServer(scenario);
    await use(real);
    await real.dispose();
  },
  app: async ({ dataDir, real }, use) => {
    const app = await launch(dataDir, real.box.env);
    await use(app);
    await app.close();
  },
});

test.setTimeout(180_000);
test.beforeAll(() => mkdirSync('out/screenshots', { recursive: true }));
const SLOW = { timeout: 30_000 };

test('a real server opens look-only; unlocked, Chat is mended through PowerShell and answers a socket', async ({
  page,
  real,
  shell,
  readiness,
  changes,
  tester,
  complaints,
}) => {
  const start = real.config().toString('utf8');

  await test.step('this computer is added, read through PowerShell, look-only', async () => {
    await page.getByRole('button', { name: /Add a computer with IIS/ }).click();
    await page.getByRole('button', { name: 'This computer' }).click();
    await expect(shell.heading).toContainText('Echo', SLOW);
    await expect(page.getByText('look-only')).toBeVisible();
    await expect(page.getByText(/Windows Server 2019/).first()).toBeVisible(SLOW);
  });

  await test.step('Readiness says what is wrong with Chat; the firewall is judged', async () => {
    await shell.pickSite('Chat');
    await expect(shell.heading).toHaveText('Chat cannot upgrade: its pool ChatPool runs in Classic mode.');
    await expect(readiness.station('Firewall')).toHaveAccessibleName(/to look at: closed/, SLOW);
    await expect(readiness.station('Module')).toHaveAccessibleName(/good/, SLOW);
  });

  await test.step('Fix is pending, but nothing can be applied before the server is unlocked', async () => {
    await readiness.station('Pool').click();
    await readiness
      .fix(/^Fix: /)
      .first()
      .click();
    await shell.review.click();
    await expect(changes.diff).toContainText('managedPipelineMode');
    await expect(changes.apply).toBeDisabled();
    await expect(page.getByText(/is open look-only/).first()).toBeVisible();
    expect(real.config().toString('utf8')).toBe(start);
  });

  await test.step('the script for a ticket holds the change', async () => {
    await page.getByRole('button', { name: 'Copy as PowerShell' }).click();
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  });

  await test.step('unlocked, it is applied by IIS itself', async () => {
    await page.getByRole('button', { name: 'Unlock…' }).click();
    await page.getByRole('button', { name: /^Unlock this computer/ }).click();
    await expect(page.getByText('unlocked', { exact: true })).toBeVisible(SLOW);
    for (const scheme of ['light', 'dark'] as const) {
      await useScheme(page, scheme);
      await page.screenshot({ path: path.join('out/screenshots', `real-server-changes-${scheme}.png`) });
    }
    await changes.applyAll();
    expect(real.config().toString('utf8')).not.toContain('managedPipelineMode="Classic"');
  });

  await test.step('a handshake is tried on a click only, and switches', async () => {
    await shell.open('Readiness');
    await expect(readiness.station('Pool')).toHaveAccessibleName(/good/, SLOW);
    await expect(readiness.station('Handshake')).toHaveAccessibleName(/unknown/);
    for (const scheme of ['light', 'dark'] as const) {
      await useScheme(page, scheme);
      await page.screenshot({ path: path.join('out/screenshots', `real-server-readiness-${scheme}.png`) });
    }
    await shell.open('Tester');
    await shell.pickSite('Chat');
    await tester.connect();
    await tester.send('Text', 'grüße 👋');
    await expect(tester.frames('in', 'text', 'grüße 👋')).toHaveCount(1);
    await tester.close();
  });

  await test.step('Undo puts the old value back', async () => {
    await shell.open('Changes');
    await changes.undoLast();
    expect(real.config().toString('utf8')).toContain('managedPipelineMode="Classic"');
  });

  await test.step('a recipe is placed in the folder on the server, and taken away without a trace', async () => {
    const folder = path.join(real.box.dir, 'inetpub', 'orders');
    mkdirSync(folder, { recursive: true });
    await shell.open('Recipes');
    await shell.pickSite('Orders');
    await page.getByRole('button', { name: 'Add to changes' }).click(SLOW);
    await shell.review.click();
    await changes.applyAll();
    expect(readdirSync(folder).toSorted()).toEqual(['WebSocketEcho.ashx', 'web.config']);
    await shell.open('Recipes');
    await page.getByRole('button', { name: 'Take away…' }).click(SLOW);
    await expect(page.getByText(/WebSocketEcho.ashx placed → no file/)).toBeVisible(SLOW);
    await page.getByRole('button', { name: 'Take it away' }).click();
    await expect(page.getByText(/ASP.NET echo in Orders/)).toBeHidden(SLOW);
    expect(readdirSync(folder)).toEqual([]);
  });
  expect(complaints).toEqual([]);
});

test('what can not be read says so, the rest is shown, and every state passes an accessibility scan', async ({
  page,
  real,
  shell,
}) => {
  await real.box.setFaults({ firewall: 'denied', counters: 'missing' });
  await page.getByRole('button', { name: /Add a computer with IIS/ }).click();
  await page.getByRole('textbox', { name: 'Name of another computer' }).fill('not a name!');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('is not the name of a computer');
  expect(await violations(page), 'add a computer').toEqual([]);
  await page.getByRole('button', { name: 'This computer' }).click();
  await expect(shell.heading).toContainText('Echo', SLOW);
  const parts = page.getByRole('region', { name: 'Parts of this server' });
  await expect(parts).toContainText('Run-time state: unknown', SLOW);
  await expect(parts).toContainText('Firewall and HTTP.sys: unknown', SLOW);
  for (const scheme of ['light', 'dark'] as const) {
    await useScheme(page, scheme);
    expect(await violations(page), `gaps, ${scheme}`).toEqual([]);
    await page.screenshot({ path: path.join('out/screenshots', `real-server-gaps-${scheme}.png`) });
    await page.getByRole('button', { name: 'Unlock…' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await violations(page), `unlock, ${scheme}`).toEqual([]);
    await page.getByRole('button', { name: 'Stay look-only' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
  }
});

test.describe('on a bare server', () => {
  test.use({ scenario: 'bare-server' });

  test('the WebSocket role service is installed through PowerShell, with what it costs said before', async ({
    page,
    real,
    shell,
    readiness,
    changes,
  }) => {
    await page.getByRole('button', { name: /Add a computer with IIS/ }).click();
    await page.getByRole('button', { name: 'This computer' }).click();
    await expect(shell.heading).toContainText('cannot upgrade', SLOW);
    await expect(readiness.station('Module')).toHaveAccessibleName(/broken/, SLOW);
    await readiness.station('Module').click();
    await expect(readiness.fix(/^Fix: /).first()).toBeVisible(SLOW);
    await readiness
      .fix(/^Fix: /)
      .first()
      .click();
    await shell.review.click();
    await page.getByRole('button', { name: 'Unlock…' }).click();
    await page.getByRole('button', { name: /^Unlock this computer/ }).click();
    await changes.applyAll();
    expect(real.config().toString('utf8')).toContain('iiswsock.dll');
    await shell.open('Readiness');
    await expect(readiness.station('Module')).toHaveAccessibleName(/good/, SLOW);
  });
});
