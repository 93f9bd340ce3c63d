import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import type { NodePowerShellSession } from './node-powershell-session';
import { echo, engineSession } from './testing/engine';
import { shellWithPrelude, wrapShell } from './testing/wrapped-shell';
import type { WrappedShell } from './testing/wrapped-shell';

const open: { session: NodePowerShellSession; shell?: WrappedShell }[] = [];
afterEach(async () => {
  for (const { session, shell } of open.splice(0)) {
    await session.dispose();
    await shell?.remove();
  }
});

function over(shell: WrappedShell, startLimitMs?: number): NodePowerShellSession {
  const session = engineSession({ env: shell.env, ...(startLimitMs === undefined ? {} : { startLimitMs }) });
  open.push({ session, shell });
  return session;
}
const ask = (session: NodePowerShellSession) => session.run(echo, { value: 1 });

it('a missing PowerShell is one clear error and no unhandled rejection', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const session = engineSession({ env: { PATH: '/nowhere' } });
  open.push({ session });
  await expect(ask(session)).rejects.toMatchObject({ code: 'powershell-missing' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

it('a file that is no program is an error and no unhandled rejection', async () => {
  const shell = await wrapShell('');
  const session = engineSession({ env: { ...process.env, SWITCHBOARD_POWERSHELL: shell.dir } });
  open.push({ session, shell });
  await expect(ask(session)).rejects.toMatchObject({ code: 'powershell-died' });
});

it('constrained language is its own error, hears no method call, and is not tried again', async () => {
  const shell = await wrapShell(`
    echo started >> "$DIR/starts"
    read -r line
    echo "$line" > "$DIR/heard"
    echo 'WARNING: a banner'
    echo '#SWB-MODE ConstrainedLanguage#'
    cat >> "$DIR/heard"`);
  const session = over(shell);
  await expect(ask(session)).rejects.toMatchObject({ code: 'powershell-constrained' });
  await expect(ask(session)).rejects.toMatchObject({ code: 'powershell-constrained' });
  expect(await readFile(path.join(shell.dir, 'starts'), 'utf8')).toBe('started\n');
  const heard = await readFile(path.join(shell.dir, 'heard'), 'utf8');
  expect(heard).toContain('LanguageMode');
  expect(heard).not.toContain('[');
});

it.each([
  ['ConstrainedLanguage', 'powershell-constrained'],
  ['RestrictedLanguage', 'powershell-constrained'],
  // It says nothing at all.
  ['NoLanguage', 'timed-out'],
])('a real engine in %s ends in %s', async (mode, code) => {
  const shell = await shellWithPrelude(`$ExecutionContext.SessionState.LanguageMode = '${mode}'`);
  await expect(ask(over(shell, 5000))).rejects.toMatchObject({ code });
});

it("a profile's words and preferences do not reach an answer", async () => {
  const shell = await shellWithPrelude(`
    Write-Host 'Welcome to WEB01'
    [Console]::Out.Write('no end of line')
    $global:VerbosePreference = 'Continue'; $global:DebugPreference = 'Continue'; $global:WarningPreference = 'Continue'
    function prompt { 'WEB01> ' }`);
  expect(await ask(over(shell))).toBe(1);
});

it.each([
  ['says nothing', 'exec sleep 600', 'timed-out'],
  ['ends at once', 'exit 1', 'powershell-died'],
  ['floods', 'exec yes', 'powershell-garbled'],
  ['answers garbage', "echo '#SWB hello#'; exec sleep 600", 'powershell-garbled'],
])('a shell that %s when started ends the call', async (_, text, code) => {
  const shell = await wrapShell(text);
  await expect(ask(over(shell, 3000))).rejects.toMatchObject({ code });
});

it('runs no file and asks for no execution policy, so that none (Restricted, AllSigned) is in the way', async () => {
  const shell = await wrapShell('echo "$@" > "$DIR/arguments"; exec "$ENGINE" "$@"');
  expect(await ask(over(shell))).toBe(1);
  const said = await readFile(path.join(shell.dir, 'arguments'), 'utf8');
  expect(said.trim()).toBe('-nologo -NoProfile -NonInteractive -NoExit -Command -');
});
