import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { testerServer } from '../fixtures/tester-servers';
import type { TesterServer } from '../fixtures/tester-servers';
import { expect, test } from '../fixtures/test';

const PASSWORD = 'seeded-secret-7';
const { fingerprint256 } = new X509Certificate(
  readFileSync(path.resolve(import.meta.dirname, '../../electron/websocket/fixtures/test-only.cert.pem')),
);
const servers: TesterServer[] = [];
const serve = async (secure = false) => {
  const server = await testerServer(secure);
  servers.push(server);
  return server;
};
test.afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

test('a socket is opened with headers and subprotocol, talked through, and a certificate is looked at before it is trusted', async ({
  page,
  shell,
  tester,
  complaints,
}) => {
  const plain = await serve();
  const secure = await serve(true);
  await shell.open('Tester');

  await test.step('what is set in the panel is what the server receives, in order and case', async () => {
    await tester.address.fill(plain.url);
    let panel = await tester.options('Request');
    await panel.getByLabel('Headers, one a line').fill('X-Tenant: blue\nx-trace: 7');
    await panel.getByLabel('Origin').fill('https://app.example');
    await panel.getByRole('button', { name: 'Basic' }).click();
    await panel.getByLabel('User name').fill('ada');
    await panel.getByLabel('Password').fill(PASSWORD);
    panel = await tester.options('Subprotocols');
    await panel.getByRole('textbox', { name: /^Subprotocols/ }).fill('chat.v1, chat.v2');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status').filter({ hasText: 'open' })).toBeVisible();
    const sent = plain.requests[0]?.join('\n') ?? '';
    expect(sent).toContain('Sec-WebSocket-Protocol\nchat.v1, chat.v2\n');
    expect(sent).toContain('X-Tenant\nblue\nx-trace\n7');
    expect(sent).toContain(`Basic ${Buffer.from(`ada:${PASSWORD}`).toString('base64')}`);
    for (const chip of ['chat.v1, chat.v2', '2 headers', 'origin https://app.example', 'Basic ada'])
      await expect(tester.chip(chip)).toBeVisible();
    const handshake = page.getByRole('region', { name: 'Handshake' });
    await handshake.getByRole('button', { name: 'Request', exact: true }).click();
    await expect(handshake).toContainText('Authorization: ••••••');
  });

  await test.step('JSON is checked while it is typed, and its counter filled in', async () => {
    await tester.send('JSON', '{"n": {{counter}}}');
    await tester.message.fill('{"n": 1,\n }');
    await expect(page.getByText('Line 2, column 2: a name in double quotes is expected here.')).toBeVisible();
    await tester.message.fill('{"n":{{counter}}}');
    await page.getByRole('button', { name: 'In lines' }).click();
    await expect(tester.message).toHaveValue('{\n  "n": {{counter}}\n}');
    await page.keyboard.press('Tab');
    await tester.message.press('Control+Enter');
    await expect.poll(() => plain.messages).toEqual(['{"n": 1}', '{\n  "n": 2\n}']);
  });

  await test.step('hex goes as bytes', async () => {
    await tester.send('Binary', '00 01 7f ff');
    await expect(tester.frames('in', 'binary')).toHaveCount(1);
    expect(plain.messages.at(-1)).toBe('00017fff');
  });

  await test.step('a message goes in three frames, which the log shows', async () => {
    await tester.howToSend({ 'In how many frames': '3' });
    await tester.send('Text', 'abcdefghi');
    await expect(tester.frames('out').filter({ hasText: /continu/ })).toHaveCount(2);
    await expect.poll(() => plain.messages.at(-1)).toBe('abcdefghi');
  });

  await test.step('a message is kept by name, forgotten, and repeated until it is stopped', async () => {
    await page.getByRole('button', { name: 'Saved messages: Saved' }).click();
    await page.getByLabel('Keep what is typed, as').fill('letters');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'letters', exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await tester.message.fill('other');
    await page.getByRole('button', { name: 'Saved messages: Saved' }).click();
    await page.getByRole('button', { name: 'letters', exact: true }).click();
    await expect(tester.message).toHaveValue('abcdefghi');
    await tester.howToSend({ 'In how many frames': '1', 'Again every, ms': '50' });
    await page.getByRole('button', { name: 'Start' }).click();
    const tasks = page.getByRole('list', { name: 'What goes on by itself' });
    await expect(tasks).toContainText(/: \d+ sent/);
    await tasks.getByRole('button', { name: 'Stop' }).click();
    await expect(tasks).toContainText('stopped');
  });

  await test.step('what was typed is there after another page, and TCP can be cut', async () => {
    await shell.open('Readiness');
    await shell.open('Tester');
    await expect(tester.address).toHaveValue(plain.url);
    await expect(tester.message).toHaveValue('abcdefghi');
    await expect(tester.chip('Basic ada')).toBeVisible();
    await tester.drop('RST');
    await expect(page.getByRole('button', { name: 'Connect again' })).toBeVisible();
  });

  await test.step('nothing secret is sent to a certificate that is not trusted, and it is shown', async () => {
    await tester.address.fill(secure.url);
    await page.keyboard.press('Enter');
    await expect(tester.certificate).toContainText(fingerprint256);
    await expect(tester.certificate).toContainText('Not trusted: ');
    await expect(tester.verdict).toContainText('is not accepted');
    expect(secure.requests).toEqual([]);
    await page.getByRole('button', { name: 'Trust for this session and connect' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'open' })).toBeVisible();
    expect(secure.requests).toHaveLength(1);
    expect(secure.requests[0]?.join('\n')).toContain('Authorization\nBasic ');
    await expect(tester.chip('trusted for this session')).toBeVisible();
    const handshake = page.getByRole('region', { name: 'Handshake' });
    await handshake.getByRole('button', { name: 'TLS', exact: true }).click();
    await expect(handshake).toContainText('TLSv1.3');
  });
  expect(complaints).toEqual([]);
});
