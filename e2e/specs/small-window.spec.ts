import { expect, test } from '../fixtures/test';
import { pageNames } from '../pages/shell';

/** The smallest that the window lets itself be made. */
const SIZE = { width: 960, height: 640 };

test('in the smallest window nothing that is needed lies outside of it', async ({
  app,
  page,
  shell,
  readiness,
  tester,
}) => {
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, SIZE);
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([SIZE.width, SIZE.height]);

  for (const name of pageNames) {
    await shell.open(name);
    await expect(shell.heading).toBeVisible();
    const { clientWidth, scrollWidth } = await page
      .locator('main')
      .evaluate(({ clientWidth, scrollWidth }) => ({ clientWidth, scrollWidth }));
    expect(scrollWidth, `${name} scrolls sideways`).toBeLessThanOrEqual(clientWidth);
    await expect(page.getByRole('button', { name: 'Refresh' })).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('complementary').getByRole('link', { name: /^Changes/ })).toBeInViewport({
      ratio: 1,
    });
  }

  await shell.open('Readiness');
  await shell.pickSite('Chat');
  await readiness.station('Pool').click();
  await expect(shell.heading).toHaveText(/^Chat cannot upgrade/);
  for (const title of ['HTTP.sys', 'Application', 'Handshake']) {
    const cut = await readiness
      .station(title)
      .getByText(title, { exact: true })
      .evaluate((text) => text.scrollWidth > text.clientWidth);
    expect(cut, `${title} is cut off`).toBe(false);
  }
  await expect(readiness.fix(/^Fix: /).first()).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('columnheader', { name: 'where from' }).first()).toBeInViewport({ ratio: 1 });

  await shell.open('Tester');
  await shell.pickSite('Echo');
  await tester.connect();
  await tester.send('Text', 'Turned \u202Earound');
  await expect(page.getByText('Turned ⟨U+202E⟩around').last()).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: 'Send' })).toBeInViewport({ ratio: 1 });
});
