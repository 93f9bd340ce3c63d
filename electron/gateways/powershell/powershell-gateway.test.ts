import { expect, onTestFinished, test } from 'vitest';
import { AppError } from '../../../shared/errors';
import { sha256 } from '../../storage/hash';
import { makeLog, silentLog } from '../../storage/log';
import { LoggedSession } from './logged-session';
import { PowerShellGateway } from './powershell-gateway';
import { FakeSession } from './testing/fake-session';

const TEXT =
  '<configuration><system.applicationHost><sites><site name="A" id="1"><application path="/" applicationPool="P" /><bindings><binding protocol="http" bindingInformation="*:8085:a.example" /></bindings></site></sites></system.applicationHost></configuration>';
const PATH = 'C:\\Windows\\System32\\inetsrv\\config\\applicationHost.config';

const file = (more: object = {}) => ({
  role: 'applicationHost',
  iisPath: '',
  path: PATH,
  hash: sha256(TEXT),
  size: TEXT.length,
  modified: '2026-01-01T00:00:00Z',
  masked: 0,
  index: 0,
  count: 1,
  base64: Buffer.from(TEXT).toString('base64'),
  ...more,
});
const runtime = (more: object = {}) => ({
  services: { W3SVC: 'Running' },
  sites: [{ name: 'A', id: 1, state: 'Started', error: null }],
  pools: [{ name: 'P', state: 'Started', error: null, workers: [{ pid: 7, started: null }] }],
  counters: null,
  configStamp: 'x',
  at: '2026-01-01T00:00:00Z',
  failures: [],
  ...more,
});
const counters = (workers: object[]) => ({
  sites: [{ name: 'A', currentConnections: 9, attempts: 0 }],
  workers: workers.map((worker) => ({
    socketAttempts: 0,
    socketsAccepted: 0,
    socketsRejected: 0,
    activeRequests: 0,
    ...worker,
  })),
  queues: [],
  pools: [],
});
const lost = { error: new AppError('access-denied', 'This account may not do that.') };

function open(answers: ConstructorParameters<typeof FakeSession>[0] = {}) {
  const session = new FakeSession({
    'read-configuration': { parts: [file()], done: { path: PATH, redirected: false } },
    'read-environment': lost,
    'read-features': lost,
    'read-network': lost,
    'read-events': lost,
    'read-runtime': { done: runtime() },
    ...answers,
  });
  const gateway = new PowerShellGateway({
    session,
    name: 'WEB07',
    host: 'web07',
    mayElevate: true,
    log: silentLog,
  });
  onTestFinished(() => gateway.dispose());
  return { session, gateway };
}

test('a part that can not be read does not take the others with it, and offers what helps', async () => {
  const { gateway } = open();
  const { files } = await gateway.read();
  expect(new TextDecoder().decode(files.applicationHost.bytes)).toBe(TEXT);
  await gateway.real.refreshParts();
  expect((await gateway.runtime()).feature).toBe('Unknown');
  const parts = new Map(gateway.real.parts().map((part) => [part.id, part]));
  expect(parts.get('configuration')?.state).toBe('read');
  expect(parts.get('features')).toMatchObject({
    state: 'failed',
    sentence: 'This account may not do that.',
    offer: 'elevate',
  });
});

test('missing management scripts can be installed from the window', async () => {
  const error = new AppError('management-scripts-missing', 'IISAdministration is not installed.');
  const { gateway } = open({ 'read-runtime': { error } });
  await expect(gateway.runtime()).rejects.toMatchObject({ code: 'management-scripts-missing' });
  expect(gateway.real.parts()[0]).toMatchObject({ offer: 'install-management-scripts' });
});

test('pieces of a file that come twice or not at all are no configuration', async () => {
  const twice = open({
    'read-configuration': { parts: [file(), file()], done: { path: PATH, redirected: false } },
  });
  await expect(twice.gateway.read()).rejects.toMatchObject({ code: 'powershell-garbled' });
  const half = open({
    'read-configuration': { parts: [file({ count: 2 })], done: { path: PATH, redirected: false } },
  });
  await expect(half.gateway.read()).rejects.toMatchObject({ code: 'powershell-garbled' });
});

test('an unreadable web.config says so, the rest stands', async () => {
  const broken = {
    role: 'unreadable',
    iisPath: 'A',
    path: 'C:\\a\\web.config',
    code: 'access-denied',
    reason: 'no.',
  };
  const { gateway } = open({
    'read-configuration': { parts: [file(), broken], done: { path: PATH, redirected: false } },
  });
  const { files, problems } = await gateway.read();
  expect(files.webConfigs.files).toEqual([{ iisPath: 'A', unreadable: 'no.' }]);
  expect(problems?.[0]?.sentence).toContain('the web.config of A');
});

test('sockets are those of both worker processes of a pool during a recycle', async () => {
  const { gateway } = open({
    'read-runtime': {
      done: runtime({
        counters: counters([
          { name: '7_P', sockets: 3 },
          { name: '8_P', sockets: 4 },
          { name: '9_PX', sockets: 50 },
        ]),
      }),
    },
  });
  await gateway.read();
  const state = await gateway.runtime();
  expect(state.pools[0]?.sockets).toBe(7);
  expect(state.sites[0]).toMatchObject({ sockets: 7, connections: 9, refused: null });
  expect(state.sites[0]?.bindings[0]).toMatchObject({
    url: 'http://web07:8085/',
    hostHeader: 'a.example',
  });
});

test('without counters sockets are unknown, never zero, while a worker process runs', async () => {
  const { gateway } = open();
  await gateway.read();
  const state = await gateway.runtime();
  expect([state.pools[0]?.sockets, state.sites[0]?.sockets, state.sites[0]?.connections]).toEqual([
    null,
    null,
    null,
  ]);
});

test('a locked server is refused before anything runs', async () => {
  const { gateway, session } = open();
  const content = { kind: 'operations', operations: [], backupName: 'switchboard-x' } as const;
  await expect(gateway.commit({ path: PATH, expectedHash: '', content })).rejects.toMatchObject({
    code: 'look-only',
  });
  await expect(gateway.perform({ kind: 'stop-site', site: 'A' })).rejects.toMatchObject({
    code: 'look-only',
  });
  expect(session.calls).toEqual([]);
});

test('the log names the script and how it ended, never what it was given', async () => {
  const lines: string[] = [];
  const fake = new FakeSession({ 'set-state': lost });
  const session = new LoggedSession(
    fake,
    'computer-1',
    makeLog((_, line) => lines.push(line)),
  );
  const gateway = new PowerShellGateway({
    session,
    name: 'WEB07',
    host: 'web07',
    mayElevate: false,
    log: silentLog,
  });
  onTestFinished(() => gateway.dispose());
  gateway.real.unlocked = true;
  await expect(gateway.perform({ kind: 'stop-site', site: 'hush-hush' })).rejects.toThrow();
  expect(lines.join()).toContain('set-state');
  expect(lines.join()).toContain('access-denied');
  expect(lines.join()).not.toContain('hush-hush');
});
