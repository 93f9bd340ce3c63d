import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { practiceConfig } from '../fixtures/config-file';
import { expect, test } from '../fixtures/test';

test('an echo is placed through the pending changes, stays listed, and is taken away without a trace', async ({
  dataDir,
  page,
  shell,
  changes,
}) => {
  const folder = path.join(dataDir, 'practice', 'drive', 'c', 'inetpub', 'orders');
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  const start = practiceConfig(dataDir);

  await test.step('Recipes says what the echo needs, and shows its files', async () => {
    await shell.open('Recipes');
    await shell.pickSite('Orders');
    await expect(shell.heading).toHaveText('What shall host the socket of Orders?');
    await expect(page.getByText('OrdersPool runs the .NET Framework v4.0.')).toBeVisible();
    await expect(page.getByLabel('Text of WebSocketEcho.ashx')).toContainText('AcceptWebSocketRequest');
    await page.getByRole('button', { name: 'Add to changes' }).click();
    expect(existsSync(folder)).toBe(false);
  });

  await test.step('Apply places both files', async () => {
    await shell.review.click();
    await changes.applyAll();
    expect(readdirSync(folder).toSorted()).toEqual(['WebSocketEcho.ashx', 'web.config']);
  });

  await test.step('It stays listed until it is taken away', async () => {
    await shell.open('Recipes');
    await expect(page.getByText(/ASP.NET echo in Orders/)).toBeVisible();
    await page.getByRole('button', { name: 'Take away…' }).click();
    await expect(page.getByText(/WebSocketEcho.ashx placed → no file/)).toBeVisible();
    await page.getByRole('button', { name: 'Take it away' }).click();
    await expect(page.getByText(/ASP.NET echo in Orders/)).toBeHidden();
    expect(existsSync(folder)).toBe(false);
    expect(practiceConfig(dataDir).equals(start)).toBe(true);
  });
});
