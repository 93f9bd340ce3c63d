import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { practiceConfig } from '../fixtures/config-file';
import { quietCutter } from '../fixtures/quiet-cutter';
import { expect, test } from '../fixtures/test';

test('an administrator finds what cuts silence, who may open a socket, and how many fit', async ({
  dataDir,
  page,
  shell,
  tester,
  complaints,
}) => {
  const server = await quietCutter(900);
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  await shell.open('Tester');

  await test.step('the idle-cut probe outlives 0.3 s, and is cut after 0.9 s', async () => {
    await tester.address.fill(server.url);
    await page.getByRole('tab', { name: 'Probes' }).click();
    const pauses = page.getByRole('textbox', { name: 'Pauses, seconds' });
    // What is proposed comes while the field is there already.
    await expect(pauses).not.toHaveValue('');
    await pauses.fill('0.3, 3, 8');
    await page.getByRole('button', { name: 'Hold it quiet' }).click();
    const idle = page.getByRole('region', { name: 'What cuts silence?' });
    await expect(idle.getByRole('status')).toContainText('Cut', { timeout: 15_000 });
    await expect(idle.getByRole('listitem')).toHaveText([
      /outlived/,
      /cut after (?:0\.9|1\.\d) s/,
      /not tried/,
    ]);
  });

  await test.step('the origin probe says that any page may open it', async () => {
    await page.getByRole('button', { name: 'Try origins' }).click();
    const origins = page.getByRole('region', { name: 'Who may open it?' });
    await expect(origins.getByRole('status')).toContainText('a page of any site', { timeout: 15_000 });
    await expect(origins.getByRole('row')).toHaveCount(5);
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
    await dialog.getByRole('textbox', { name: /^Type chat\.invalid/ }).fill('chat.invalid');
    await expect(dialog.getByRole('button', { name: /^Open 10 sockets/ })).toBeEnabled();
    await dialog.getByRole('button', { name: 'Don’t load' }).click();
  });

  await test.step('on the practice site the load runs into its ceiling', async () => {
    const text = practiceConfig(dataDir).toString('utf8');
    const limited = text.replace(/(name="Echo"[\s\S]*?<\/bindings>)/, '$1<limits maxConnections="24" />');
    writeFileSync(path.join(dataDir, 'practice/applicationHost.config'), limited);
    await shell.pickSite('Echo');
    await page.getByRole('textbox', { name: 'Opened a second' }).fill('40');
    await page.getByRole('textbox', { name: 'Messages a second, each socket' }).fill('5');
    await page.getByRole('button', { name: 'Open 100 sockets' }).click();
    await expect(page.getByRole('figure', { name: 'Sockets over time' })).toBeVisible();
    await expect(page.getByText(/^The ceiling is at 24/)).toBeVisible({ timeout: 20_000 });
    await expect(page.getByLabel('Figures of the load')).toContainText('× 503');
  });

  await test.step('the ceiling stands in Limits as measured', async () => {
    await page.getByRole('button', { name: 'Show in Limits' }).click();
    await expect(page.getByText(/^measured \d+ \w{3} \d\d:\d\d: 24 sockets$/)).toBeVisible();
  });
  expect(complaints).toEqual([]);
});

test('an administrator saves a session, opens it again, exports it as HAR and imports that into a collection', async ({
  app,
  dataDir,
  page,
  shell,
  tester,
  complaints,
}) => {
  const answerDialogs = (file: string) =>
    app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
    }, file);
  const files = { session: path.join(dataDir, 'kept.json'), har: path.join(dataDir, 'kept.har') };
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  await shell.open('Tester');
  await shell.pickSite('Echo');
  await tester.connect();
  await tester.send('Text', 'to be kept');
  await expect(tester.frames('in', 'to be kept')).toHaveCount(1);
  await tester.close();
  const dialog = page.getByRole('dialog');

  await test.step('saved as a session and as HAR', async () => {
    await page.getByRole('button', { name: 'Take along…' }).click();
    await answerDialogs(files.session);
    await dialog.getByRole('button', { name: 'Save as…' }).click();
    await expect(dialog.getByText(/^Saved 4 frames, .*kept\.json/)).toBeVisible();
    await answerDialogs(files.har);
    await dialog.getByRole('button', { name: 'HAR' }).click();
    await dialog.getByRole('button', { name: 'Save as…' }).click();
    await expect(dialog.getByText(/^Saved 4 frames, .*kept\.har/)).toBeVisible();
    expect(JSON.parse(readFileSync(files.har, 'utf8'))).toMatchObject({
      log: { entries: [{ _webSocketMessages: [{ type: 'send', data: 'to be kept' }, { type: 'receive' }] }] },
    });
  });

  await test.step('as a command of PowerShell', async () => {
    await expect(dialog.getByRole('region', { name: 'The command' })).toContainText('ClientWebSocket');
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  });

  await test.step('opened again, the frames stand in the log', async () => {
    await tester.connect();
    await expect(page.getByText('The socket is open.')).toBeVisible();
    await tester.close();
    await page.getByRole('button', { name: 'Take along…' }).click();
    await answerDialogs(files.session);
    await dialog.getByRole('button', { name: 'Open a session…' }).click();
    await expect(dialog).toBeHidden();
    await expect(tester.frames('in', 'to be kept')).toHaveCount(1);
  });

  await test.step('the HAR is imported into a collection, and used from there', async () => {
    await page.getByRole('button', { name: 'Collections…' }).click();
    await answerDialogs(files.har);
    await dialog.getByRole('button', { name: 'Import…' }).click();
    await expect(dialog.getByRole('list', { name: 'Sockets of the file' })).toContainText('1 message');
    await dialog.getByRole('button', { name: 'Add all to My sockets' }).click();
    await expect(dialog.getByRole('list', { name: 'My sockets' }).getByRole('listitem')).toHaveCount(1);
    await dialog.getByRole('button', { name: /^Use / }).click();
    await expect(tester.address).toHaveValue(/^ws:/);
  });
  expect(complaints).toEqual([]);
});
