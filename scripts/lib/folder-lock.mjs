// One at a time across processes: two `npm test` in a fresh clone must not unpack over each other.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const WAIT_MS = 10 * 60_000;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** A folder without a pid yet belongs to somebody who just made it; after 5 s nobody is coming. */
function isStale(folder) {
  try {
    return !isAlive(Number(readFileSync(path.join(folder, 'pid'), 'utf8')));
  } catch {
    try {
      return Date.now() - statSync(folder).mtimeMs > 5_000;
    } catch {
      return false;
    }
  }
}

/**
 * Runs `work` while this process alone holds `folder`; waits for another holder, takes over from a dead one.
 * `onWait` is called once when there is somebody to wait for.
 */
export async function withFolderLock(folder, work, onWait = () => {}) {
  mkdirSync(path.dirname(folder), { recursive: true });
  const until = Date.now() + WAIT_MS;
  for (let waited = false; ;) {
    try {
      mkdirSync(folder);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isStale(folder)) {
      rmSync(folder, { recursive: true, force: true });
      continue;
    }
    if (Date.now() > until)
      throw new Error(`${folder} is held by another process; end it or remove the folder`);
    if (!waited) onWait();
    waited = true;
    await sleep(200);
  }
  writeFileSync(path.join(folder, 'pid'), String(process.pid));
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
