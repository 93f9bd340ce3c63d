import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { practiceConfig } from '../fixtures/config-file';
import { looking } from '../fixtures/look';
import { openSockets } from '../fixtures/open-sockets';
import { recycle } from '../fixtures/recycle';
import { expect, test } from '../fixtures/test';
import { testerServer } from '../fixtures/tester-servers';
import { Setup } from '../pages/setup';

// Each state is scanned twice, which takes a loaded machine long.
test.slow();

test('Readiness, Sites & pools, Limits and Changes are looked at in both themes', async ({
  page,
  shell,
  readiness,
  limits,
}) => {
  const look = looking(page);
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  await shell.pickSite('Chat');
  await readiness.station('Pool').click();
  await expect(shell.heading).toHaveText(/^Chat cannot upgrade/);
  await look('readiness');
  await shell.open('Sites & pools');
  await expect(page.getByRole('grid').getByRole('row').nth(3)).toBeVisible();
  await look('sites-and-pools');
  await shell.open('Limits');
  await limits.expect(20_000);
  await look('limits');
  await limits.rung('Site maxConnections').click();
  await limits.hop.fill('60');
  await page.getByText('How it is counted').click();
  await look('limits-setting');
  await shell.open('Readiness');
  await readiness.station('Pool').click();
  await readiness
    .fix(/^Fix: /)
    .first()
    .click();
  await readiness.fix(/warm/i).first().click();
  await expect(shell.review).toBeVisible();
  await look('readiness-fixed');
  await shell.review.click();
  await expect(page.getByRole('figure')).toBeVisible();
  await look('changes');
});

test('each step of Set up is looked at in both themes', async ({ page, shell, changes }) => {
  const look = looking(page);
  const setup = new Setup(page);
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  await shell.open('Set up');
  await shell.pickSite('Chat');
  await expect(page.getByRole('radio', { name: /^ASP\.NET likely/ })).toBeChecked();
  await look('setup-application');
  await setup.next();
  await page.getByRole('textbox', { name: 'Path' }).fill('/hub');
  await page.getByRole('textbox', { name: /Expected sockets/ }).fill('20000');
  await page.getByRole('combobox', { name: 'Clients reach it through' }).selectOption('nginx');
  await page.getByRole('textbox', { name: /cuts silence/ }).fill('60');
  await look('setup-socket');
  await setup.next();
  await expect(setup.item(/Run ChatPool in Integrated mode/)).toBeChecked();
  await look('setup-changes');
  await page.getByRole('button', { name: /^Add \d+ and review them/ }).click();
  await expect(changes.diff).toBeVisible();
  await expect(shell.review).toBeHidden();
  await look('setup-apply');
  await changes.applyAll();
  await look('setup-applied');
  await setup.next();
  await expect(page.getByText(/Upgraded with 101.*echoed a message/)).toBeVisible({ timeout: 20_000 });
  await look('setup-proof');
});

test('Live and Logs are looked at in both themes', async ({ page, shell, live, tester }) => {
  const look = looking(page);
  const waves: { release: () => void }[] = [];
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  await shell.open('Tester');
  await shell.pickSite('Echo');
  await expect(tester.address).toHaveValue(/^ws:/);
  const url = await tester.address.inputValue();
  await shell.open('Live');
  for (const more of [2, 5, 9]) {
    waves.push(await openSockets(url, more));
    await page.waitForTimeout(2_100);
  }
  await look('live');
  await live.row('Echo').click();
  await page.evaluate(() => window.switchboard.invoke('practice.setClock', { scale: 60 }));
  await recycle(page, 'EchoPool');
  await expect(page.getByRole('tab', { name: /^What happened \(2\)/ })).toBeVisible();
  waves.push(await openSockets(url, 4));
  await live.tab('Application pools');
  await expect.poll(() => live.cell('EchoPool', 'Sockets')).toBe('4');
  await look('live-recycled');
  await live.tab(/^What happened/);
  await look('live-happened');
  await live.tab('Not told');
  await look('live-not-told');
  await live.tab('Open requests');
  await look('live-requests');
  await page.getByRole('button', { name: 'Recycle pool…' }).click();
  await expect(page.getByRole('dialog')).toContainText('Recycles');
  await look('live-ask');
  await page.getByRole('button', { name: 'Leave it' }).click();
  await shell.open('Logs');
  await page
    .getByRole('button', { name: '404' })
    .or(page.getByRole('button', { name: '101.0' }))
    .first()
    .click();
  await page.getByRole('grid').getByRole('row').nth(1).click();
  await look('logs');
  for (const wave of waves) wave.release();
});

test('a socket of the Tester is looked at in both themes', async ({ page, shell, tester }) => {
  const look = looking(page);
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  await shell.open('Tester');
  await shell.pickSite('Echo');
  await tester.connect();
  await tester.send('Text', 'Is anybody there?');
  await tester.send('JSON', '{"cart": {"items": 2, "total": 19.9}}');
  await tester.send('Binary', '48 65 6c 6c 6f 20 49 49 53');
  for (const ping of ['one', 'two', 'three']) {
    await tester.send('Ping', ping);
    await expect(tester.frames('in', 'pong')).toHaveCount(['one', 'two', 'three'].indexOf(ping) + 1);
  }
  await look('tester');
  const panel = await tester.options('Request');
  await panel.getByLabel('Headers, one a line').fill('X-Tenant: blue');
  await look('tester-options');
  await page.keyboard.press('Escape');
  await tester.frames('in').filter({ hasText: 'cart' }).click();
  await page
    .getByRole('region', { name: /^Frame \d/ })
    .getByRole('button', { name: 'JSON' })
    .click();
  await look('tester-json');
  await page.getByRole('textbox', { name: 'Filter the frames by payload' }).fill('there');
  await expect(tester.frames('in', 'Is anybody there?')).toHaveCount(1);
  await page.getByRole('button', { name: 'View' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Show round trips' }).click();
  await look('tester-filter');
  await tester.close();
  await expect(tester.verdict).toBeVisible();
  await look('tester-closed');
  await page.getByRole('button', { name: 'Take along…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'PowerShell' }).click();
  await look('tester-keep');
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('button', { name: 'Collections…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('tester-collections');
});

test('the Tester’s certificate, probes and load are looked at in both themes', async ({
  dataDir,
  page,
  shell,
  tester,
}) => {
  const look = looking(page);
  const secure = await testerServer(true);
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  await shell.open('Tester');
  await tester.address.fill(secure.url);
  await tester.connect();
  await expect(tester.certificate).toContainText('Not trusted: ');
  await look('tester-certificate');
  secure.close();
  await shell.pickSite('Echo');
  await page.getByRole('tab', { name: 'Probes' }).click();
  await page.getByRole('textbox', { name: 'Pauses, seconds' }).fill('0.2, 0.4');
  await page.getByRole('button', { name: 'Hold it quiet' }).click();
  const idle = page.getByRole('region', { name: 'What cuts silence?' });
  await expect(idle.getByRole('listitem')).toHaveText([/outlived/, /outlived/]);
  await page.getByRole('button', { name: 'Try origins' }).click();
  const origins = page.getByRole('region', { name: 'Who may open it?' });
  await expect(origins.getByRole('row')).toHaveCount(5);
  await look('tester-probes');
  const config = path.join(dataDir, 'practice/applicationHost.config');
  const limited = practiceConfig(dataDir)
    .toString('utf8')
    .replace(/(name="Echo"[\s\S]*?<\/bindings>)/, '$1<limits maxConnections="32" />');
  writeFileSync(config, limited);
  await page.getByRole('tab', { name: 'Load' }).click();
  await page.getByRole('textbox', { name: 'Opened a second' }).fill('10');
  await page.getByRole('textbox', { name: 'Messages a second, each socket' }).fill('5');
  await page.getByRole('button', { name: 'Open 100 sockets' }).click();
  await expect(page.getByText(/^The ceiling is at 32/)).toBeVisible({ timeout: 20_000 });
  await look('tester-load');
  await page.getByRole('button', { name: 'Show in Limits' }).click();
  await expect(page.getByText(/^measured /)).toBeVisible();
  await look('limits-measured');
});
