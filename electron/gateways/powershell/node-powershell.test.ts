import { afterEach, describe, expect, it } from 'vitest';
import { PowerShell } from 'node-powershell';
import { enginePath } from './testing/engine-path';

// Why shell-process.ts takes the streams and not `invoke`: what node-powershell 5.0.1 does, in a real engine. A later
// version that fails here has mended something.
describe("node-powershell's own invoke", () => {
  let shell: PowerShell | undefined;
  afterEach(() => shell?.dispose('SIGKILL').catch(() => {}));

  function start(options: { invocationTimeout?: number } = {}): PowerShell {
    shell = new PowerShell({
      executable: enginePath(),
      executableOptions: { '-NoProfile': true },
      ...options,
    });
    return shell;
  }

  it('loses the answer at the first byte on stderr', async () => {
    const asked = start().invoke("[Console]::Out.WriteLine('42'); [Console]::Error.WriteLine('a warning')");
    await expect(asked).rejects.toThrow(/^a warning$/);
  });

  it('answers with nothing, successfully, when the process ends in mid-call', async () => {
    await expect(start().invoke('exit 0')).resolves.toMatchObject({ raw: '', hadErrors: false });
  });

  it('leaves a command running behind its time-out, without a word', async () => {
    const asked = start({ invocationTimeout: 800 }).invoke('Start-Sleep -Seconds 30; "late"');
    await expect(asked).rejects.toMatchObject({ message: '' });
    expect(shell?.streams.stdin.writable).toBe(true);
  });

  it('keeps every command and its output', async () => {
    const busy = start();
    for (let count = 0; count < 3; count += 1) await busy.invoke('1');
    expect(busy.history).toHaveLength(3);
  });
});
