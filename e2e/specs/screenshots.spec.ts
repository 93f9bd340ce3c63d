import path from 'node:path';
import { schemes, useScheme } from '../fixtures/scheme';
import { expect, test } from '../fixtures/test';

const folder = path.resolve(import.meta.dirname, '../../out/screenshots');

for (const scheme of schemes)
  test(`each page is pictured in the ${scheme} theme, 1280 by 800`, async ({
    page,
    shell,
    readiness,
    limits,
    tester,
  }) => {
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
    await tester.connect();
    await tester.send('Text', 'Is anybody there?');
    await tester.send('Binary', '48 65 6c 6c 6f 20 49 49 53');
    await tester.send('Ping', 'still here');
    await expect(tester.frames('in', 'pong')).toHaveCount(1);
    await picture('tester');
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
  });
