import { request } from 'node:http';
import { openSockets } from '../fixtures/open-sockets';
import { expect, test } from '../fixtures/test';
import { violations } from '../fixtures/violations';

/** A refused handshake: an upgrade without its key. */
const refuse = (url: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request(url.replace(/^ws/, 'http'), {
      headers: { Connection: 'Upgrade', Upgrade: 'websocket' },
    });
    asked.on('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });

test('the logs show the sockets of the last minutes, and a refused handshake leads to its station', async ({
  page,
  shell,
  readiness,
}) => {
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  const url = await page.evaluate(async () => {
    const reply = await window.switchboard.invoke('readiness.get', {
      serverId: 'practice',
      site: 'Echo',
      application: '/',
    });
    if (!reply.ok) throw new Error(reply.error.message);
    return (reply.data as { handshake: { url: string } }).handshake.url;
  });

  await test.step('Sockets that ended and a refusal are counted, with what they mean', async () => {
    const sockets = await openSockets(url, 5);
    sockets.release();
    expect(await refuse(url)).toBe(400);
    await shell.open('Logs');
    await page.getByRole('button', { name: 'Follow live' }).click();
    await expect(page.getByRole('button', { name: /400\.11 invalid WebSocket request/ })).toBeVisible();
    await expect(page.getByRole('button', { name: /101\.0 socket ended/ })).toBeVisible();
    await expect(page.getByText('Sockets that are still open are in no log')).toBeVisible();
    expect(await violations(page), 'Logs').toEqual([]);
  });

  await test.step('Brushing narrows the rows to a stretch', async () => {
    await page.getByRole('group', { name: /^Sockets that ended/ }).focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: /UTC$/ })).toBeVisible();
  });

  await test.step('The refused handshake says what it means and leads to its station', async () => {
    await page.getByRole('button', { name: /400\.11/ }).click();
    await page.getByRole('grid').getByRole('row').nth(1).click();
    await expect(page.getByRole('group', { name: 'What the row means' })).toContainText(
      'Sec-WebSocket-Key or -Version is missing or wrong',
    );
    await page.getByRole('button', { name: 'Look at Handshake' }).click();
    await expect(readiness.station('Handshake')).toHaveAttribute('aria-selected', 'true');
  });
});
