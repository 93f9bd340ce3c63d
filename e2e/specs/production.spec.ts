import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { schemes, useScheme } from '../fixtures/scheme';
import { expect, test } from '../fixtures/test';
import { themeRules, violations } from '../fixtures/violations';

const CONFIG = path.resolve('electron/gateways/practice/scenarios/typical-trouble.config');

test('a server marked Production is named in the frame, the title and the question before Apply', async ({
  page,
  dataDir,
  shell,
  changes,
}) => {
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  await expect(page.getByRole('button', { name: 'Mark as Production' })).toHaveCount(0);
  const file = path.join(dataDir, 'WEB07.config');
  copyFileSync(CONFIG, file);
  await page.getByRole('button', { name: /Add a configuration file/ }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(file);
  await page.getByRole('dialog').getByRole('button', { name: /^Add/ }).click();
  await expect(page.getByRole('banner').getByText('WEB07.config', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Mark as Production' }).click();
  const frame = page.getByRole('region', { name: 'Marked as Production' });
  await expect(frame).toHaveText(/WEB07\.config/);
  await expect(page).toHaveTitle(/WEB07\.config · Production$/);
  await shell.pickSite('Chat');
  await page
    .getByRole('button', { name: /^Fix: / })
    .first()
    .click();
  await shell.open('Changes');
  await expect(changes.apply).toBeEnabled();
  const asked = page.locator('main').getByText('Production', { exact: true });
  await expect(asked).toBeVisible();
  for (const scheme of schemes) {
    await useScheme(page, scheme);
    expect(await violations(page, scheme === 'light' ? undefined : themeRules), scheme).toEqual([]);
  }

  // It is of the server, not of the session; another server is not marked by it.
  await page.reload();
  await expect(frame).toBeVisible();
  await page.getByRole('link', { name: /Practice server/ }).click();
  await expect(frame).toHaveCount(0);
  await expect(page).not.toHaveTitle(/Production/);
  await page.getByRole('link', { name: /WEB07\.config Production/ }).click();
  await page.getByRole('button', { name: 'Unmark Production' }).click();
  await expect(frame).toHaveCount(0);
});
