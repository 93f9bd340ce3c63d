import { DataFolder } from '../data-folder';
import { replaceFile } from '../replace-file';
import { z } from 'zod';

// A second process for tests: it is bundled and run by other-process.test.ts.
const [task, dir = '', ...rest] = process.argv.slice(2);
const Counter = z.object({ version: z.literal(1), value: z.number() });

async function count(times: number): Promise<void> {
  const folder = new DataFolder(dir);
  for (let n = 0; n < times; n += 1) {
    await folder.withLock(
      async () => {
        const empty = { version: 1 as const, value: 0 };
        const { value } = await folder.readJson('counter.json', Counter, { version: 1, empty });
        await folder.writeJson('counter.json', { ...value, value: value.value + 1 });
      },
      { waitMs: 30_000 },
    );
  }
}

async function hold(): Promise<void> {
  await new DataFolder(dir).withLock(async () => {
    process.stdout.write('held\n');
    await new Promise((done) => setTimeout(done, 60_000));
  });
}

/** Replaces a file and dies without any clean-up at the step named. */
async function die(step: string, path: string, expectedHash: string, backupPath: string): Promise<void> {
  await replaceFile({
    path,
    expectedHash,
    bytes: new TextEncoder().encode('new'),
    backupPath,
    onStep: (done) => {
      if (done === step) process.kill(process.pid, 'SIGKILL');
    },
  });
}

if (task === 'count') await count(Number(rest[0]));
if (task === 'hold') await hold();
if (task === 'die') await die(rest[0] ?? '', rest[1] ?? '', rest[2] ?? '', rest[3] ?? '');
