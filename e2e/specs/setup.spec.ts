import { readFileSync } from 'node:fs';
import path from 'node:path';
import { practiceConfig } from '../fixtures/config-file';
import { expect, test } from '../fixtures/test';
import { Setup } from '../pages/setup';

test('a newcomer sets up Chat step by step, leaves in the middle, and ends with an echo and the evidence', async ({
  app,
  page,
  dataDir,
  shell,
  readiness,
  changes,
}) => {
  const setup = new Setup(page);
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  const start = practiceConfig(dataDir);

  await test.step('Readiness says what is broken, and leads here', async () => {
    await shell.pickSite('Chat');
    await expect(shell.heading).toHaveText(/^Chat cannot upgrade/);
    await readiness.fix('Set up step by step').click();
    await expect(shell.heading).toHaveText('What takes the sockets of Chat?');
    await expect(page.getByRole('radio', { name: /^ASP\.NET likely/ })).toBeChecked();
    await setup.next();
  });

  await test.step('The socket: wrong input is said, right input is kept', async () => {
    const path_ = page.getByRole('textbox', { name: 'Path' });
    await path_.fill('hub');
    await setup.next();
    await expect(page.getByText('The path starts with a slash.')).toBeVisible();
    await path_.fill('/hub#room');
    await expect(page.getByText(/^What stands behind # in a path never reaches the server/)).toBeVisible();
    // What was typed is there again, wrong or not.
    await setup.step('Changes').click();
    await setup.step('Socket').click();
    await expect(path_).toHaveValue('/hub#room');
    await path_.fill('/hub');
    await page.getByRole('textbox', { name: /Expected sockets/ }).fill('20000');
    await page.getByRole('combobox', { name: 'Clients reach it through' }).selectOption('nginx');
    await page.getByRole('textbox', { name: /cuts silence/ }).fill('60');
    await setup.next();
  });

  await test.step('The changes: what blocks, what cuts, and advice stand apart', async () => {
    await expect(shell.heading).toHaveText(/^Chat needs 1 change before a socket opens; \d+ changes keep/);
    await expect(setup.item(/Run ChatPool in Integrated mode/)).toBeChecked();
    await expect(setup.item(/appConcurrentRequestLimit 5,000 → 25,000/)).toBeChecked();
    await expect(setup.item('Ping sockets of Chat every 30 s')).toBeChecked();
    await expect(setup.item('Keep it warm')).not.toBeChecked();
    await expect(page.getByText('proxy_read_timeout 60s;')).toBeVisible();
  });

  await test.step('It is left in the middle, and stands where it was after a reload', async () => {
    await setup.item('Keep it warm').check();
    await expect(setup.item('Keep it warm')).toBeChecked();
    await page.reload();
    await expect(shell.heading).toHaveText(/^Chat needs 1 change/);
    await expect(setup.item('Keep it warm')).toBeChecked();
    await setup.step('Socket').click();
    await expect(page.getByRole('textbox', { name: /Expected sockets/ })).toHaveValue('20000');
    await setup.step('Changes').click();
    expect(practiceConfig(dataDir).equals(start)).toBe(true);
  });

  await test.step('Apply goes by the pending list', async () => {
    await page.getByRole('button', { name: /^Add \d+ and review them/ }).click();
    await expect(changes.diff).toBeVisible();
    await expect(shell.heading).toHaveText(/changes are ready/);
    await changes.applyAll();
    expect(practiceConfig(dataDir).equals(start)).toBe(false);
    await expect(shell.heading).toHaveText(/: \d+ changes are applied\.$/);
    await expect(page.getByText('Applied since the set-up was begun')).toBeVisible();
    await setup.next();
  });

  await test.step('The proof: 101 and an echo by themselves, before and now', async () => {
    await expect(page.getByText(/Upgraded with 101.*echoed a message/)).toBeVisible({ timeout: 20_000 });
    await expect(shell.heading).toHaveText(/^Chat is ready for WebSockets/);
    await expect(setup.row(/^Before/)).toContainText('Classic');
    await expect(setup.row(/^Now/)).not.toContainText('Classic');
  });

  await test.step('The evidence holds both', async () => {
    const saved = path.join(dataDir, 'ticket.html');
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, saved);
    await setup.takeAlong(/^Save as HTML, before and after/);
    await expect(page.getByRole('button', { name: 'Saved' })).toBeVisible();
    const html = readFileSync(saved, 'utf8');
    expect(html).toContain('Before and after');
    expect(html).toMatch(/broken: [^<]*Classic/);
    expect(html).toMatch(/good: [^<]*Integrated/);
  });
});
