import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { practiceConfig } from '../fixtures/config-file';
import { quietCutter } from '../fixtures/quiet-cutter';
import { expect, test } from '../fixtures/test';
import { useScheme } from '../fixtures/scheme';
import { violations } from '../fixtures/violations';

const pictures = path.resolve(import.meta.dirname, '../../out/screenshots');

test('an administrator finds what cuts silence, who may open a socket, and how many fit', async ({
  dataDir,
  page,
  shell,
  tester,
  complaints,
}) => {
  const pictured = async (name: string) => {
    for (const scheme of ['dark', 'light'] as const) {
      await useScheme(page, scheme);
      expect(await violations(page), `${name}, ${scheme}`).toEqual([]);
      await page.screenshot({ path: path.join(pictures, `${name}-${scheme}.png`), animations: 'disabled' });
    }
  };
  const server = await quietCutter(1500);
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  await shell.open('Tester');

  await test.step('the idle-cut probe outlives half a second, and is cut after one and a half', async () => {
    await tester.address.fill(server.url);
    await page.getByRole('tab', { name: 'Probes' }).click();
    await page.getByRole('textbox', { name: 'Pauses, seconds' }).fill('0.5, 4, 8');
    await page.getByRole('button', { name: 'Hold it quiet' }).click();
    const idle = page.getByRole('region', { name: 'What cuts silence?' });
    await expect(idle.getByRole('status')).toContainText('Cut', { timeout: 15_000 });
    await expect(idle.getByRole('listitem')).toHaveText([/outlived/, /cut after 1\.5 s/, /not tried/]);
  });

  await test.step('the origin probe says that any page may open it', async () => {
    await page.getByRole('button', { name: 'Try origins' }).click();
    const origins = page.getByRole('region', { name: 'Who may open it?' });
    await expect(origins.getByRole('status')).toContainText('a page of any site', { timeout: 15_000 });
    await expect(origins.getByRole('row')).toHaveCount(5);
    await pictured('tester-probes');
  });
  server.close();

  await test.step('a load on another server is asked about, and is not begun unless its host is typed', async () => {
    await tester.address.fill('ws://chat.invalid/hub');
    await page.getByRole('tab', { name: 'Load' }).click();
    await page.getByRole('button', { name: 'Open 100 sockets' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('100 sockets will be opened to chat.invalid');
    await expect(dialog.getByRole('textbox', { name: 'Sockets to open' })).toHaveValue('10');
    await expect(dialog.getByRole('button', { name: /^Open 10 sockets/ })).toBeDisabled();
    expect(await violations(page), 'the question').toEqual([]);
    await dialog.getByRole('textbox', { name: /^Type chat\.invalid/ }).fill('chat.invalid');
    await expect(dialog.getByRole('button', { name: /^Open 10 sockets/ })).toBeEnabled();
    await dialog.getByRole('button', { name: 'Don’t load' }).click();
  });

  await test.step('on the practice site the load runs into its ceiling', async () => {
    const text = practiceConfig(dataDir).toString('utf8');
    const limited = text.replace(/(name="Echo"[\s\S]*?<\/bindings>)/, '$1<limits maxConnections="64" />');
    writeFileSync(path.join(dataDir, 'practice/applicationHost.config'), limited);
    await shell.pickSite('Echo');
    await page.getByRole('textbox', { name: 'Opened a second' }).fill('40');
    await page.getByRole('textbox', { name: 'Messages a second, each socket' }).fill('5');
    await page.getByRole('button', { name: 'Open 100 sockets' }).click();
    await expect(page.getByRole('figure', { name: 'Sockets over time' })).toBeVisible();
    await expect(page.getByText(/^The ceiling is at 64/)).toBeVisible({ timeout: 20_000 });
    await expect(page.getByLabel('Figures of the load')).toContainText('1 × 503');
    await pictured('tester-load');
  });

  await test.step('the ceiling stands in Limits as measured', async () => {
    await page.getByRole('button', { name: 'Show in Limits' }).click();
    await expect(page.getByText(/^measured \d+ \w{3} \d\d:\d\d: 64 sockets$/)).toBeVisible();
    await pictured('limits-measured');
  });
  expect(complaints).toEqual([]);
});
