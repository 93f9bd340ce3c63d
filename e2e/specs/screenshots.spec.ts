import path from 'node:path';
import type { Page } from '@playwright/test';
import { openSockets } from '../fixtures/open-sockets';
import { schemes, useScheme } from '../fixtures/scheme';
import { expect, test } from '../fixtures/test';

const folder = path.resolve(import.meta.dirname, '../../out/screenshots');

/** Adds it, and applies what is pending. */
async function recycle(page: Page, pool: string): Promise<void> {
  await page.evaluate(async (name) => {
    const ask = (call: string, input: object) => window.switchboard.invoke(call, input);
    const request = { kind: 'action', action: { kind: 'recycle-pool', pool: name } };
    await ask('changes.add', { serverId: 'practice', requests: [request], weight: 'edit' });
    const plan = await ask('changes.get', { serverId: 'practice' });
    const { planHash } = plan.ok ? (plan.data as { planHash: string }) : { planHash: '' };
    await ask('changes.apply', { serverId: 'practice', planHash });
  }, pool);
}

for (const scheme of schemes)
  test(`each page is pictured in the ${scheme} theme, 1280 by 800`, async ({
    page,
    shell,
    readiness,
    limits,
    live,
    tester,
  }) => {
    const waves: { release: () => void }[] = [];
    await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
    await useScheme(page, scheme);
    const picture = async (name: string) => {
      // Lights and counts that are still on their way settle.
      await page.waitForTimeout(500);
      const file = path.join(folder, `${name}-${scheme}.png`);
      const png = await page.screenshot({ path: file, animations: 'disabled' });
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1280, 800]);
    };
    await shell.pickSite('Chat');
    await readiness.station('Pool').click();
    await expect(shell.heading).toHaveText(/^Chat cannot upgrade/);
    await picture('readiness');
    await shell.open('Sites & pools');
    await expect(page.getByRole('grid').getByRole('row').nth(3)).toBeVisible();
    await picture('sites-and-pools');
    await shell.open('Limits');
    await limits.expect(20_000);
    await picture('limits');
    await limits.rung('Site maxConnections').click();
    await limits.hop.fill('60');
    await page.getByText('How it is counted').click();
    await picture('limits-setting');
    await shell.open('Tester');
    await shell.pickSite('Echo');
    await expect(tester.address).toHaveValue(/^ws:/);
    const url = await tester.address.inputValue();
    await shell.open('Live');
    for (const more of [2, 5, 9]) {
      waves.push(await openSockets(url, more));
      await page.waitForTimeout(2_100);
    }
    await picture('live');
    await live.row('Echo').click();
    await page.evaluate(() => window.switchboard.invoke('practice.setClock', { scale: 60 }));
    await recycle(page, 'EchoPool');
    await page.waitForTimeout(4_500);
    waves.push(await openSockets(url, 4));
    await live.tab('Application pools');
    await page.waitForTimeout(2_500);
    await picture('live-recycled');
    await live.tab(/^What happened/);
    await picture('live-happened');
    await live.tab('Open requests');
    await picture('live-requests');
    await page.getByRole('button', { name: 'Recycle pool…' }).click();
    await expect(page.getByRole('dialog')).toContainText('Recycles');
    await picture('live-ask');
    await page.getByRole('button', { name: 'Leave it' }).click();
    await shell.open('Tester');
    await tester.connect();
    await tester.send('Text', 'Is anybody there?');
    await tester.send('Binary', '48 65 6c 6c 6f 20 49 49 53');
    await tester.send('Ping', 'still here');
    await expect(tester.frames('in', 'pong')).toHaveCount(1);
    await picture('tester');
    const panel = await tester.options('Request');
    await panel.getByLabel('Headers, one a line').fill('X-Tenant: blue');
    await picture('tester-options');
    await page.keyboard.press('Escape');
    await page.getByRole('textbox', { name: 'Filter the frames by payload' }).fill('there');
    await expect(tester.frames('in', 'Is anybody there?')).toHaveCount(1);
    await tester.frames('in', 'Is anybody there?').click();
    await page.getByRole('button', { name: 'View' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Show round trips' }).click();
    await picture('tester-filter');
    await tester.close();
    await expect(tester.verdict).toBeVisible();
    await shell.open('Logs');
    await page
      .getByRole('button', { name: '404' })
      .or(page.getByRole('button', { name: '101.0' }))
      .first()
      .click();
    await page.getByRole('grid').getByRole('row').nth(1).click();
    await picture('logs');
    await shell.open('Readiness');
    await shell.pickSite('Chat');
    await readiness.station('Pool').click();
    await readiness
      .fix(/^Fix: /)
      .first()
      .click();
    await readiness.fix(/warm/i).first().click();
    await shell.review.click();
    await expect(page.getByRole('figure')).toBeVisible();
    await picture('changes');
    for (const wave of waves) wave.release();
  });
