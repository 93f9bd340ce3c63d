import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConfigFileGateway } from '../../gateways/config-file/config-file-gateway';
import { MemoryGateway } from '../../gateways/memory-gateway';
import { tempDir } from '../../storage/testing/temp-dir';
import { readJournal } from './journal-events';
import { bareText, install, integrated, pool, set, TestServer, troubleText } from './testing/test-server';

const fixedText = troubleText.replace('managedPipelineMode="Classic"', 'managedPipelineMode="Integrated"');
let out = '';

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'switchboard-dying-'));
  await build({
    logLevel: 'silent',
    configFile: false,
    build: {
      ssr: fileURLToPath(new URL('./testing/dying-apply.ts', import.meta.url)),
      outDir: out,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'dying.mjs', format: 'es' } },
    },
    ssr: { noExternal: true },
  });
}, 60_000);

afterAll(() => rm(out, { recursive: true, force: true }));

/** A second program applies and is killed at the step. Answers what the next start finds. */
async function killedAt(step: string): Promise<{ path: string; server: TestServer }> {
  const path = join(await tempDir(), 'applicationHost.config');
  await writeFile(path, troubleText);
  const first = await TestServer.start(new ConfigFileGateway(path));
  await first.service.add([integrated], 'blocks');
  const child = spawn(process.execPath, [join(out, 'dying.mjs'), step, first.dir, path], {
    stdio: 'inherit',
  });
  await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return { path, server: await TestServer.start(new ConfigFileGateway(path), first.dir) };
}

/** A dead program's locks go stale after ten seconds; tests don't wait for that. */
async function forgetLocks(server: TestServer, path: string): Promise<void> {
  const locks = [
    server.folder.path('.lock-apply-test'),
    join(dirname(path), '.applicationHost.config.switchboard-lock'),
  ];
  await Promise.all(locks.map((lock) => rm(lock, { recursive: true, force: true })));
}

const installBegun = {
  serverId: 'test',
  server: 'Test server',
  kind: 'action' as const,
  file: 'applicationHost.config',
  backup: null,
  hashBefore: '',
  hashPlanned: null,
  changes: [],
  sentence: 'Install the role service Web-WebSockets.',
  undoable: false,
};

describe('a program that was killed while it applied', () => {
  test.each([
    ['journal written', 'not applied', troubleText],
    ['locked', 'not applied', troubleText],
    ['backed-up', 'not applied', troubleText],
    ['checked-again', 'not applied', troubleText],
    ['renamed', 'applied', fixedText],
    ['committed', 'applied', fixedText],
  ])('at "%s" is told as "%s" at the next start', { timeout: 30_000 }, async (step, result, expected) => {
    const { path, server } = await killedAt(step);
    expect(await readFile(path, 'utf8')).toBe(expected);
    // Its lock may still be a living program's: nothing is said about the entry yet.
    expect((await server.service.journal(0, 10)).entries).toMatchObject([
      { result: 'open', undoable: false },
    ]);
    await forgetLocks(server, path);
    const { entries } = await server.service.journal(0, 10);
    expect(entries).toMatchObject([{ result }]);
    expect(server.problems).toEqual([entries[0]?.sentence]);
    expect(server.problems[0]).toContain('The program ended in the middle of it');
    // What was applied is not pending any more; what wasn't, is, and can be applied now.
    expect(await server.service.pending()).toMatchObject({ count: result === 'applied' ? 0 : 1 });
    if (result === 'applied') {
      await server.service.undo(entries[0]?.id ?? '');
      expect(await readFile(path, 'utf8')).toBe(troubleText);
    } else {
      await server.service.apply((await server.service.get()).planHash);
      expect(await readFile(path, 'utf8')).toBe(fixedText);
    }
  });

  test('and after whom somebody else wrote is told as it is', { timeout: 30_000 }, async () => {
    const { path, server } = await killedAt('journal written');
    await writeFile(path, `${troubleText} `);
    await forgetLocks(server, path);
    const { entries } = await server.service.journal(0, 10);
    expect(entries).toMatchObject([{ result: 'failed' }]);
    expect(entries[0]?.sentence).toContain('neither what it held before nor what was planned');
  });

  test('in the middle of an action leaves it as not known', async () => {
    const gateway = new MemoryGateway(bareText);
    const first = await TestServer.start(gateway);
    await first.journal.begin({
      ...installBegun,
      pendingIds: ['a'],
    });
    await first.service.add([install], 'blocks');
    const second = await TestServer.start(gateway, first.dir);
    const { entries } = await second.service.journal(0, 1);
    expect(entries).toMatchObject([{ result: 'failed' }]);
    expect(entries[0]?.sentence).toContain('not known');
    expect(await second.service.pending()).toMatchObject({ count: 1 });
  });

  // Told "not known" although the server says it, the administrator installs a second time or gives up.
  test.each([
    [bareText, 'not applied', 1],
    [troubleText, 'applied', 0],
  ])('in the middle of an action is told by what the server shows', async (text, result, left) => {
    const gateway = new MemoryGateway(text);
    const first = await TestServer.start(gateway);
    await first.service.add([install], 'blocks');
    const [change] = (await first.service.get()).changes;
    await first.journal.begin({
      ...installBegun,
      action: { kind: 'install-feature', feature: 'Web-WebSockets' },
      pendingIds: [change?.id ?? ''],
    });
    const second = await TestServer.start(gateway, first.dir);
    expect((await second.service.journal(0, 1)).entries).toMatchObject([{ result }]);
    expect(await second.service.pending()).toMatchObject({ count: left });
  });

  test('leaves its entry open as long as the file cannot be read', async () => {
    const { path, server } = await killedAt('committed');
    await forgetLocks(server, path);
    await rm(path);
    expect((await server.service.journal(0, 1)).entries).toMatchObject([{ result: 'open' }]);
    await writeFile(path, fixedText);
    expect((await server.service.journal(0, 1)).entries).toMatchObject([{ result: 'applied' }]);
  });
});

describe('the journal', () => {
  test('with a torn last line keeps every entry before it, and goes on', async () => {
    const server = await TestServer.start(new MemoryGateway(troubleText));
    const apply = async (length: string): Promise<void> => {
      const requests = [set(pool('ChatPool'), 'queueLength', length)];
      await server.service.applyRequests(requests, (await server.service.preview(requests)).planHash);
    };
    await apply('2000');
    const path = server.folder.path('journal.jsonl');
    await appendFile(path, '{"version":1,"event":"ended","id":"x","resu');
    await apply('3000');
    const { entries, total } = await server.service.journal(0, 10);
    expect(total).toBe(2);
    expect(entries.map(({ result }) => result)).toEqual(['applied', 'applied']);
    expect(entries[0]?.changes[0]).toMatchObject({ old: '2000', new: '3000' });
  });

  test('that is cut anywhere is read up to there, without an error', async () => {
    const server = await TestServer.start(new MemoryGateway(troubleText));
    const requests = [integrated];
    await server.service.applyRequests(requests, (await server.service.preview(requests)).planHash);
    const whole = await readFile(server.folder.path('journal.jsonl'), 'utf8');
    fc.assert(
      fc.property(fc.nat(whole.length), (at) => {
        const { entries } = readJournal(whole.slice(0, at));
        expect(entries.length).toBeLessThanOrEqual(1);
        const begun = whole.indexOf('\n');
        if (at >= begun)
          expect(entries).toMatchObject([{ result: at >= whole.length - 1 ? 'applied' : 'open' }]);
      }),
    );
  });

  test('that holds anything at all ends in an answer', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (noise) => readJournal(noise).entries.length === 0));
    const odd = [
      'null',
      '[]',
      '{"version":1}',
      '{"version":1,"event":"ended","id":"__proto__","at":"","result":"applied","hashAfter":null,"sentence":""}',
    ];
    expect(readJournal(odd.join('\n'))).toMatchObject({ entries: [], damaged: 4, newer: false });
  });

  test('shows only the entries of its own server, newest first and by pages', async () => {
    const server = await TestServer.start(new MemoryGateway(troubleText));
    for (const length of ['2000', '2001', '2002']) {
      const requests = [set(pool('ChatPool'), 'queueLength', length)];
      await server.service.applyRequests(requests, (await server.service.preview(requests)).planHash);
    }
    const other = await TestServer.start(new MemoryGateway(troubleText), server.dir, 'other');
    expect((await other.service.journal(0, 10)).total).toBe(0);
    const page = await server.service.journal(1, 1);
    expect(page.total).toBe(3);
    expect(page.entries.map(({ changes }) => changes[0]?.new)).toEqual(['2001']);
  });
});

test('a secret in the configuration is in no plan, journal, list or log', async () => {
  const secret = 'Tr0ub4dor&3';
  const withSecret = troubleText.replace(
    'managedPipelineMode="Classic" />',
    `managedPipelineMode="Classic"><processModel identityType="SpecificUser" userName="svc" password="${secret}" /></add>`,
  );
  const escaped = withSecret.replace('&3', '&amp;3');
  const server = await TestServer.start(new MemoryGateway(escaped));
  await server.service.add(
    [integrated, set(pool('ChatPool'), 'processModel.idleTimeout', '00:00:00')],
    'blocks',
  );
  const plan = await server.service.get();
  const result = await server.service.apply(plan.planHash);
  expect(result.applied).toBe(true);
  const undone = await server.service.undo(result.entry?.id ?? '');
  const files = ['journal.jsonl', 'servers/test/pending.json'].map((name) =>
    readFile(server.folder.path(name), 'utf8'),
  );
  const all = [JSON.stringify([plan, result, undone]), ...(await Promise.all(files)), ...server.logged].join(
    '\n',
  );
  expect(all).not.toContain('Tr0ub4dor');
});
