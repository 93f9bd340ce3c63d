import { expect, test } from '../fixtures/test';
import { talkativeServer } from '../fixtures/talkative-server';

test('a flood is looked through: paused, filtered, and each frame shown as what it is', async ({
  page,
  shell,
  tester,
  complaints,
}) => {
  const server = await talkativeServer();
  try {
    await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
    await shell.open('Tester');
    await tester.address.fill(server.url);
    await tester.connect();
    const log = page.getByRole('region', { name: 'Frames' });
    const grid = page.getByRole('grid', { name: 'Frames' });
    const card = page.getByRole('region', { name: /^Frame \d/ });

    await test.step('paused, the same frames stay in view while 2,000 a second come', async () => {
      await tester.send('Text', 'stream');
      await expect(log.getByText(/^[2-9],\d{3} frames/)).toBeVisible();
      await grid.hover();
      await page.mouse.wheel(0, -300);
      await expect(log.getByRole('button', { name: 'Paused' })).toBeVisible();
      const first = grid.getByRole('row').nth(2);
      await expect(first).toContainText('price');
      // The rows that were on their way when it was paused come in yet.
      let before = '';
      await expect
        .poll(async () => {
          const last = before;
          before = await first.innerText();
          return before === last;
        })
        .toBe(true);
      await expect(log.getByRole('button', { name: /^\d[\d,]{3,} new frames/ })).toBeVisible();
      expect(await first.innerText()).toBe(before);
      await log.getByRole('button', { name: /new frames/ }).click();
      await expect(log.getByRole('button', { name: 'Following' })).toBeVisible();
      await tester.send('Text', 'quiet');
    });

    await test.step('End and Home reach the very last and first of 20,000 frames', async () => {
      await tester.send('Text', 'flood 20000');
      await expect(log.getByText(/^[2-9]\d,\d{3} frames/)).toBeVisible({ timeout: 20_000 });
      await grid.focus();
      await page.keyboard.press('Home');
      await expect(grid.getByRole('row').nth(1)).toContainText('stream');
      await page.keyboard.press('End');
      await expect(grid.getByRole('row').last()).toContainText(/"price"/);
    });

    const box = log.getByRole('textbox', { name: 'Filter the frames by payload' });
    const found = log.getByRole('status');
    await test.step('an expression is looked for in all of them; a bad one is refused with its place', async () => {
      await log.getByRole('button', { name: 'As regular expression' }).click();
      await box.fill('"id":77\\d\\d,"value":1');
      await expect(found).toHaveText(/^1\d of [2-9]\d,\d{3} kept frames match$/);
      await expect(grid.getByRole('row').nth(1)).toContainText('"id":77');
      await box.fill('"id":(77');
      await expect(found).toHaveText(
        'This is no regular expression: unterminated group at position 6 (“(77”).',
      );
      await log.getByRole('button', { name: 'As text' }).click();
      await box.fill('QUIET');
      await expect(found).toHaveText(/^1 of /);
      await log.getByRole('button', { name: 'Show all' }).click();
    });

    await test.step('by direction, only what was sent is left', async () => {
      await log.getByRole('combobox', { name: 'Direction' }).click();
      await page.getByRole('option', { name: '→ Out' }).click();
      await expect(found).toHaveText(/^3 of /);
      await log.getByRole('button', { name: 'Show all' }).click();
      await expect(found).toHaveCount(0);
    });

    await test.step('a SignalR message is named and taken apart', async () => {
      await tester.send('Text', 'signalr');
      await log
        .getByRole('button', { name: /new frames|Paused/ })
        .first()
        .click();
      await grid.getByRole('row').filter({ hasText: 'SignalR invocation Receive' }).click();
      await expect(card.getByRole('button', { name: 'SignalR' })).toHaveAttribute('aria-pressed', 'true');
      await expect(card.getByText('"drained"')).toBeVisible();
      await card.getByRole('button', { name: 'Hex' }).click();
      await expect(card.getByText('7b 22 74 79 70 65 22 3a')).toBeVisible();
    });

    await test.step('a message in parts is put together, and its JSON folds', async () => {
      await tester.send('Text', 'parts');
      await grid.getByRole('row').filter({ hasText: 'continued, end' }).click();
      await card.getByRole('button', { name: 'Whole message, 3 frames' }).click();
      await card.getByRole('button', { name: 'JSON' }).click();
      await card.getByRole('button', { name: '"history", 2 items' }).click();
      await expect(card.getByText('2 items ]')).toBeVisible();
    });

    await test.step('a picture is shown, from memory', async () => {
      await tester.send('Text', 'picture');
      await grid.getByRole('row').filter({ hasText: '89 50 4e 47' }).click();
      await card.getByRole('button', { name: 'Picture' }).click();
      await expect(card.getByText('PNG, 16 × 16 px')).toBeVisible();
    });

    await test.step('round trips of pings are drawn', async () => {
      await tester.send('Ping', 'one');
      await log.getByRole('button', { name: 'View' }).click();
      await page.getByRole('menuitemcheckbox', { name: 'Show round trips' }).click();
      await expect(page.getByRole('region', { name: 'Round trips' })).toContainText(/1 round trip: median/);
    });
    expect(complaints).toEqual([]);
  } finally {
    server.close();
  }
});
