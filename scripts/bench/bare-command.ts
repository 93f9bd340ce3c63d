import type { ShellProcess } from '../../electron/gateways/powershell/shell-process';

/** A line written to the process by hand; settles when the line it makes afterwards was read back. */
export function bareCommand(shell: ShellProcess, command: string): Promise<void> {
  const usual = shell.onOutput;
  return new Promise((resolve) => {
    let heard = '';
    shell.onOutput = (text) => {
      heard += text;
      if (!heard.includes('#bare\n')) return;
      shell.onOutput = usual;
      resolve();
    };
    shell.write(`${command}; [Console]::Out.Write('#bare' + [char]10)\n`);
  });
}
