// npm run check:facts: settings, effective values and edits against IIS's schema and real files, where ../shared has them.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const data = join(root, '..', 'shared', 'data');

if (!existsSync(join(data, 'iis-schema')) || !existsSync(join(data, 'iis-configs'))) {
  console.log('check:facts: ../shared/data is not there, so there is nothing to check against.');
} else {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const { status } = spawnSync(
    process.execPath,
    [vitest, 'run', '--root', root, '--config', join(root, 'scripts', 'check-facts', 'vitest.config.ts')],
    { cwd: root, stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
}
