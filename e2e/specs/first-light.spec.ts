import { changedLines, practiceConfig } from '../fixtures/config-file';
import { openSockets } from '../fixtures/open-sockets';
import { expect, test } from '../fixtures/test';

test('an administrator sees why WebSockets fail on Chat, fixes it, gets an echo, sets a limit and takes it back', async ({
  dataDir,
  page,
  shell,
  readiness,
  changes,
  limits,
  tester,
  complaints,
}) => {
  await test.step('the app opens on the practice server, where Echo is ready', async () => {
    await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
    await expect(readiness.station()).toHaveCount(8);
    await expect(readiness.station('Handshake')).toHaveAccessibleName(/good: 101/);
  });
  const start = practiceConfig(dataDir);

  await test.step('Echo echoes', async () => {
    await shell.open('Tester');
    await shell.pickSite('Echo');
    await tester.connect();
    await tester.send('Text', 'hello Echo');
    await expect(tester.frames('in', 'hello Echo')).toHaveCount(1);
    await tester.close();
    await expect(tester.verdict).toContainText('1000');
  });

  await test.step('Readiness says what is wrong with Chat, in words', async () => {
    await shell.open('Readiness');
    await shell.pickSite('Chat');
    await expect(shell.heading).toHaveText('Chat cannot upgrade: its pool ChatPool runs in Classic mode.');
    await expect(readiness.station('Pool')).toHaveAccessibleName(/broken: Classic/);
    await expect(page.getByText('101', { exact: false }).first()).toBeVisible();
  });

  await test.step('Fix adds the mode change only, keeping it warm is another button', async () => {
    await readiness.station('Pool').click();
    await readiness
      .fix(/^Fix: /)
      .first()
      .click();
    await expect(shell.review).toHaveText('Review 1 change');
    await readiness.fix(/warm/i).first().click();
    await expect(shell.review).toHaveText('Review 4 changes');
    expect(practiceConfig(dataDir).equals(start)).toBe(true);
  });

  await test.step('the diff shows just these edits, and they are what is written', async () => {
    await shell.review.click();
    await expect(changes.diff).toContainText('managedPipelineMode');
    await changes.applyAll();
    const { removed, added } = changedLines(start, practiceConfig(dataDir));
    expect(removed.join('\n')).toContain('managedPipelineMode="Classic"');
    expect(added.join('\n')).not.toContain('Classic');
    expect(added.join('\n')).toContain('startMode="AlwaysRunning"');
    expect([...removed, ...added].every((line) => /ChatPool|processModel|<\/?add\b/.test(line))).toBe(true);
  });

  await test.step('all stations of Chat turn good, the live handshake too', async () => {
    await shell.open('Readiness');
    await expect(shell.heading).toHaveText('Chat is ready for WebSockets.');
    for (const station of await readiness.station().all())
      await expect(station).toHaveAccessibleName(/ good: /);
    await expect(readiness.station('Handshake')).toHaveAccessibleName(/101/);
  });

  await test.step('the Tester on Chat echoes text and binary', async () => {
    await shell.open('Tester');
    await shell.pickSite('Chat');
    await tester.connect();
    await tester.send('Text', 'grüße 👋');
    await expect(tester.frames('in', 'text', 'grüße 👋')).toHaveCount(1);
    await tester.send('Binary', '00 01 7f ff');
    await expect(tester.frames('in', 'binary')).toHaveCount(1);
    await tester.close();
    await expect(tester.verdict).toContainText('1000');
  });
  const url = await tester.address.inputValue();
  const fixed = practiceConfig(dataDir);

  await test.step('with maxConnections 3 the fourth socket is a 503 that the Tester explains', async () => {
    await shell.open('Limits');
    await limits.setMaxConnections(3);
    await shell.review.click();
    await expect(changes.diff).toContainText('maxConnections="3"');
    await changes.applyAll();
    const sockets = await openSockets(url, 3);
    await shell.open('Tester');
    await tester.connect();
    await expect(page.getByRole('region', { name: 'Handshake' })).toContainText('503');
    await expect(tester.verdict).toContainText('maxConnections');
    await shell.open('Limits');
    await expect(limits.rung('Site maxConnections')).toHaveAccessibleName(/\b3\b/);
    await expect(page.getByText('3 sockets', { exact: false }).first()).toBeVisible();
    sockets.release();
  });

  await test.step('Undo restores the bytes of the file', async () => {
    await shell.open('Changes');
    await changes.undoLast();
    expect(practiceConfig(dataDir).equals(fixed)).toBe(true);
  });
  expect(complaints).toEqual([]);
});
