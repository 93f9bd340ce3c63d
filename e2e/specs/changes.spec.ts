import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { ChangeRequest } from '../../shared/model/readiness';
import { practiceConfig } from '../fixtures/config-file';
import { openSockets } from '../fixtures/open-sockets';
import { schemes, useScheme } from '../fixtures/scheme';
import { expect, test } from '../fixtures/test';
import { violations } from '../fixtures/violations';

const queueLength = (pool: string, value: string): ChangeRequest => ({
  kind: 'config',
  edit: { kind: 'set', target: { kind: 'pool', pool }, setting: 'queueLength', value },
});

/** As a fix or an edit in a page would add them. */
async function add(page: Page, requests: ChangeRequest[]): Promise<void> {
  const ok = await page.evaluate(
    async (all) =>
      (
        await window.switchboard.invoke('changes.add', {
          serverId: 'practice',
          requests: all,
          weight: 'edit',
        })
      ).ok,
    requests,
  );
  expect(ok).toBe(true);
}

async function pictures(page: Page, name: string): Promise<void> {
  mkdirSync('out/screenshots', { recursive: true });
  for (const scheme of schemes) {
    await useScheme(page, scheme);
    await page.screenshot({
      path: path.join('out/screenshots', `${name}-${scheme}.png`),
      animations: 'disabled',
    });
  }
}

const journal = (dataDir: string): string => {
  const file = path.join(dataDir, 'journal.jsonl');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

test('the preview counts the sockets that Apply cuts, and it cuts them', async ({
  page,
  shell,
  tester,
  changes,
}) => {
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  await shell.open('Tester');
  await shell.pickSite('Echo');
  await expect(tester.address).toHaveValue(/^ws:/);
  const url = await tester.address.inputValue();
  const sockets = await openSockets(url, 3);
  await add(page, [
    {
      kind: 'config',
      edit: {
        kind: 'set',
        target: { kind: 'pool', pool: 'EchoPool' },
        setting: 'processModel.idleTimeout',
        value: '00:20:00',
      },
    },
  ]);
  await shell.open('Changes');
  await expect(page.getByText(/Recycles "EchoPool": 3 open sockets/)).toBeVisible();
  // The 90 s that shutdownTimeLimit gives them pass in two on the practice server's clock.
  await page.evaluate(() => window.switchboard.invoke('practice.setClock', { scale: 50 }));
  await changes.applyAll();
  await expect.poll(() => sockets.closed(), { timeout: 20_000 }).toBe(3);
  await changes.undoLast();
  sockets.release();
});

test('an outside edit between preview and Apply is shown with both values, and undo leaves it', async ({
  page,
  shell,
  changes,
  dataDir,
}) => {
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  await add(page, [queueLength('ChatPool', '2000'), queueLength('EchoPool', '2000')]);
  await shell.open('Changes');
  await expect(changes.diff).toContainText('queueLength="2000"');
  const planHash = await page.evaluate(async () => {
    const reply = await window.switchboard.invoke('changes.get', { serverId: 'practice' });
    return reply.ok ? (reply.data as { planHash: string }).planHash : '';
  });
  const file = path.join(dataDir, 'practice/applicationHost.config');
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace('name="ChatPool"', 'name="ChatPool" queueLength="5000"'),
  );
  await expect(page.getByText('Changed from outside since: it was 1000, now it is 5000.')).toBeVisible();
  await pictures(page, 'changes-outside');
  // What was previewed before is refused, and nothing is written.
  const before = practiceConfig(dataDir);
  const end = await page.evaluate(async (hash) => {
    const reply = await window.switchboard.invoke('changes.apply', { serverId: 'practice', planHash: hash });
    if (!reply.ok) return reply.error.code;
    const { jobId } = reply.data as { jobId: string };
    return new Promise<string>((done) => {
      window.switchboard.subscribe('jobs.events', { jobId }, (event) => {
        const { type, error } = event.payload as { type: string; error?: { code: string } };
        if (type !== 'progress') done(error?.code ?? type);
      });
    });
  }, planHash);
  expect(end).toBe('file-changed');
  expect(practiceConfig(dataDir).equals(before)).toBe(true);

  // Nothing goes over what somebody else wrote before it was looked at.
  await expect(changes.apply).toBeDisabled();
  await page.getByRole('checkbox', { name: /Write over the value/ }).check();
  await changes.applyAll();
  // Somebody changes one of the two again; Undo puts the other back and says what it leaves.
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(/(name="EchoPool"[^>]*)queueLength="2000"/, '$1queueLength="7000"'),
  );
  await page.getByRole('button', { name: 'Undo…' }).first().click();
  await expect(page.getByText(/EchoPool queueLength stays 7000/)).toBeVisible();
  await pictures(page, 'changes-undo');
  await page.getByRole('button', { name: 'Undo now' }).click();
  await expect.poll(() => practiceConfig(dataDir).toString()).toContain('queueLength="5000"');
  expect(practiceConfig(dataDir).toString()).toContain('queueLength="7000"');
});

test('what was applied together goes back together, but for a file that was edited by hand', async ({
  page,
  shell,
  changes,
  dataDir,
}) => {
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  const original = practiceConfig(dataDir);
  const place = { site: 'Chat', application: '/' };
  await add(page, [
    queueLength('ChatPool', '2000'),
    {
      kind: 'file',
      file: { place: { ...place, name: 'Echo.ashx' }, content: { kind: 'new', text: '<%@ WebHandler %>' } },
    },
    {
      kind: 'file',
      file: {
        place: { ...place, name: 'web.config' },
        content: {
          kind: 'merge',
          sections: [
            { section: 'system.web/httpRuntime', attributes: { targetFramework: '4.5' }, children: [] },
          ],
        },
      },
    },
  ]);
  await shell.open('Changes');
  await changes.applyAll();
  const folder = path.join(dataDir, 'practice/drive/c/inetpub/chat');
  writeFileSync(path.join(folder, 'Echo.ashx'), 'edited by hand');
  await page.getByRole('button', { name: 'Undo…' }).last().click();
  const asked = page.getByRole('group', { name: 'Undo takes back what was applied together:' });
  await expect(asked).toContainText('Echo.ashx has been changed since, so it is left as it is.');
  await expect(asked).toContainText('queueLength 2000 → 1000');
  await pictures(page, 'changes-undo-together');
  await page.getByRole('button', { name: 'Undo now' }).click();
  await expect.poll(() => practiceConfig(dataDir).equals(original)).toBe(true);
  expect(existsSync(path.join(folder, 'web.config'))).toBe(false);
  expect(readFileSync(path.join(folder, 'Echo.ashx'), 'utf8')).toBe('edited by hand');
});

test('a whole backup is restored only under the name of the server', async ({
  page,
  shell,
  changes,
  dataDir,
}) => {
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  const original = practiceConfig(dataDir);
  for (const value of ['2000', '3000']) {
    await add(page, [queueLength('ChatPool', value)]);
    await shell.open('Changes');
    await changes.applyAll();
  }
  await page.getByRole('button', { name: 'Undo…' }).last().click();
  await page.getByRole('button', { name: 'Restore the whole backup…' }).click();
  await expect(page.getByText('ChatPool: queueLength 2000 → 3000').last()).toBeVisible();
  const now = page.getByRole('button', { name: 'Restore now' });
  await expect(now).toBeDisabled();
  await page.getByRole('textbox', { name: 'Type Practice server to restore it' }).fill('Practice server');
  await pictures(page, 'changes-restore');
  await now.click();
  await expect(page.getByRole('region', { name: 'Restoring' })).toContainText('The whole file was restored');
  expect(practiceConfig(dataDir).equals(original)).toBe(true);
});

test('the timeline shows who wrote when, and what differs between two points', async ({
  page,
  shell,
  changes,
  dataDir,
}) => {
  await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
  const server: ChangeRequest = {
    kind: 'config',
    edit: {
      kind: 'set',
      target: { kind: 'server' },
      setting: 'applicationPoolDefaults.queueLength',
      value: '2000',
    },
  };
  await add(page, [server]);
  await shell.open('Changes');
  // A default moves everything that inherits it: one line of text, many values.
  await page.getByRole('button', { name: 'Values' }).click();
  const moved = page.getByRole('table', { name: 'Effective values that change' });
  await expect(moved).toContainText('ChatPool');
  await pictures(page, 'changes-values');
  await changes.applyAll();
  const file = path.join(dataDir, 'practice/applicationHost.config');
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace('name="ChatPool"', 'name="ChatPool" queueLength="5000"'),
  );
  await page.getByRole('button', { name: 'Timeline' }).click();
  const points = page.getByRole('list', { name: 'Points in time' });
  await expect(points).toContainText('Written by somebody else');
  await expect(points.getByRole('button', { name: /^Kept by IIS/ })).toHaveCount(3);
  await points.getByRole('button', { name: /^Applied/ }).click();
  const differs = page.getByRole('group', { name: 'What differs' });
  await expect(differs.getByRole('row', { name: /ChatPool/ })).toContainText('5000');
  await pictures(page, 'changes-timeline');
  await page.getByRole('button', { name: 'Lines' }).click();
  await expect(differs).toContainText('queueLength="5000"');
  expect(await violations(page)).toEqual([]);
});

const enginePid = (app: ElectronApplication) =>
  app.evaluate(
    (electron) =>
      electron.app.getAppMetrics().find((metric) => metric.name === 'IIS Switchboard engine')?.pid ?? 0,
  );

/** `npm run prove -- changes` kills at each of the seven lines that the plan writes, at three of them twice. */
const LINES = Number(process.env['FC_RUNS'] ?? '1') > 1 ? [1, 2, 3, 4, 5, 6, 7, 2, 4, 6] : [1, 2, 3, 4];

for (const [run, line] of LINES.entries())
  test(`run ${run + 1}: an install and an edit in one plan, killed at line ${line} of the journal, are told and finished`, async ({
    app,
    page,
    shell,
    changes,
    dataDir,
  }) => {
    test.setTimeout(180_000);
    await expect(shell.heading).toHaveText('Echo is ready for WebSockets.');
    const loaded = await page.evaluate(
      async () => (await window.switchboard.invoke('practice.loadScenario', { scenario: 'bare-server' })).ok,
    );
    expect(loaded).toBe(true);
    await add(page, [
      { kind: 'action', action: { kind: 'install-feature', feature: 'Web-WebSockets' } },
      queueLength('EchoPool', '2000'),
    ]);
    await shell.open('Changes');
    await expect(changes.diff).toContainText('queueLength="2000"');
    const pid = await enginePid(app);
    await changes.apply.click();
    await expect
      .poll(() => journal(dataDir).split('\n').filter(Boolean).length, { intervals: [1] })
      .toBeGreaterThanOrEqual(line);
    process.kill(pid, 'SIGKILL');
    await expect(page.getByText('started again', { exact: false }).first()).toBeVisible();
    await expect.poll(() => enginePid(app)).not.toBe(pid);
    // A dead engine's lock goes stale after ten seconds; then the entry is settled by what the server shows.
    await expect
      .poll(
        () => {
          return journal(dataDir)
            .split('\n')
            .filter((each) => each.includes('"event":"begun"'))
            .every((each) => {
              const { entry } = JSON.parse(each) as { entry: { id: string } };
              return journal(dataDir)
                .split('\n')
                .some((other) => other.includes('"event":"ended"') && other.includes(entry.id));
            });
        },
        { timeout: 80_000, intervals: [1_000] },
      )
      .toBe(true);
    await expect(async () => {
      if (await changes.apply.isVisible()) await changes.applyAll();
      const text = practiceConfig(dataDir).toString();
      expect(text).toContain('WebSocketModule');
      expect(text).toContain('queueLength="2000"');
      // The lock of the dead engine may still refuse the first try.
    }).toPass({ timeout: 80_000 });
  });
