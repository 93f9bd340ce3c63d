import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { NodePowerShellSession } from './node-powershell-session';
import { echo, engineSession, misbehave, runs } from './testing/engine';
import { remoteShell } from './testing/remote-shell';
import type { RemoteShell } from './testing/remote-shell';

let shell: RemoteShell;
let session: NodePowerShellSession;
beforeAll(async () => {
  shell = await remoteShell();
  session = engineSession({ env: shell.env, target: 'web01' });
});
afterAll(async () => {
  await session.dispose();
  await shell.remove();
});
afterEach(async () => {
  expect(await session.run(echo, { value: 'again' })).toBe('again');
});

it('runs the same script in one session on the target, whatever its names are', async () => {
  const value = { names: ["o'brien", '\u2019; exit; \u2018', '$(exit)', 'a\nb\r\n\n', '\u{1f600}'] };
  const parts: unknown[] = [];
  expect(await session.run(echo, { value, parts: [1, 'two'] }, { onPart: (p) => parts.push(p) })).toEqual(
    value,
  );
  expect(parts).toEqual([1, 'two']);
  const own = { ...echo, name: 'own-pid', text: 'param([string] $Json)\nWrite-SwbDone -Value $PID' };
  expect(await session.run(own, { value: 1 })).toBe((await shell.sessions())[0]);
  expect(await shell.sessions()).toHaveLength(1);
});

it('hears parts as they come, drops noise, and names failures by the same codes', async () => {
  const parts: unknown[] = [];
  const progress: unknown[] = [];
  const options = { onPart: (p: unknown) => parts.push(p), onProgress: (p: unknown) => progress.push(p) };
  expect(await session.run(misbehave, { how: 'noise' }, options)).toBe('clean');
  expect([parts.length, progress.length]).toEqual([1, 2]);
  expect(await session.run(misbehave, { how: 'lone' })).toBe('a\ud83db\ude00\u{1f600}');
  for (const [how, code] of [
    ['denied', 'access-denied'],
    ['no-module', 'management-scripts-missing'],
    ['stop', 'file-changed'],
    ['nothing', 'powershell-garbled'],
  ])
    await expect(session.run(misbehave, { how: how ?? '' })).rejects.toMatchObject({ code });
});

it('may have 10 MB', async () => {
  let got = 0;
  await session.run(
    misbehave,
    { how: 'big-parts', size: 10 },
    { onPart: (part) => (got += String(part).length) },
  );
  expect(got).toBe(10 * 1024 * 1024);
});

it('that breaks off is unreachable, and opened again for the next call', async () => {
  const before = await shell.sessions();
  const dying = session.run(misbehave, { how: 'death' });
  await expect(dying).rejects.toMatchObject({ code: 'server-unreachable' });
  expect(await session.run(echo, { value: 1 })).toBe(1);
  expect((await shell.sessions()).length).toBe(before.length + 1);
});

it('that breaks off behind the commit line leaves the outcome unknown', async () => {
  await expect(session.run(misbehave, { how: 'commit-death' })).rejects.toMatchObject({
    code: 'outcome-unknown',
  });
});

it('a cancelled call leaves no session behind', async () => {
  await session.run(echo, { value: 1 });
  const far = (await shell.sessions()).at(-1) ?? 0;
  expect(runs(far)).toBe(true);
  const abort = new AbortController();
  const call = session.run(misbehave, { how: 'hang' }, { signal: abort.signal });
  setTimeout(() => abort.abort(), 200);
  await expect(call).rejects.toMatchObject({ code: 'cancelled' });
  await vi.waitFor(() => expect(runs(far)).toBe(false));
});

it('a server that is not there is unreachable, each time it is asked', async () => {
  const lost = engineSession({ env: shell.env, target: 'nowhere' });
  for (let count = 0; count < 2; count += 1)
    await expect(lost.run(echo, { value: 1 })).rejects.toMatchObject({ code: 'server-unreachable' });
  await lost.dispose();
});

it('a server under a policy is told as such, not as unreachable', async () => {
  const held = engineSession({ env: shell.env, target: 'constrained' });
  await expect(held.run(echo, { value: 1 })).rejects.toMatchObject({ code: 'powershell-constrained' });
  await held.dispose();
});
