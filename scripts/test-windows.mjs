// npm run test:windows: the PowerShell tests against the real IIS of this computer.
import { at } from './lib/paths.mjs';
import { node } from './lib/run.mjs';

if (process.platform === 'win32')
  process.exitCode = await node(at('node_modules/vitest/vitest.mjs'), [
    'run',
    '--config',
    'e2e/powershell/windows.config.ts',
  ]);
else {
  console.error(
    'These tests change the IIS of this computer: run them as administrator on a Windows Server with IIS.',
  );
  process.exitCode = 2;
}
