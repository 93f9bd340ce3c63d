// A real PowerShell engine for the tests: the machine's own, else a console host built on System.Management.Automation.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withFolderLock } from '../../scripts/lib/folder-lock.mjs';

const here = import.meta.dirname;
const cache = path.join(here, '../../.cache/powershell');

/** Every source file below a folder, in a fixed order; build products aside. */
function sources(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !/[\\/](?:bin|obj)[\\/]/.test(path.relative(folder, file)) || file.endsWith('.exe'))
    .sort();
}

function dotnetVersion() {
  const answer = spawnSync('dotnet', ['--version'], { encoding: 'utf8' });
  if (answer.status === 0) return answer.stdout.trim();
  throw new Error('The PowerShell tests need pwsh 7 or the .NET SDK; install one of them.');
}

/** Builds a project once for its sources and SDK, and answers the folder with the result. Throws one sentence. */
export async function built(project, name, args = []) {
  const hash = createHash('sha256').update(dotnetVersion());
  for (const file of sources(project)) hash.update(path.relative(project, file)).update(readFileSync(file));
  const out = path.join(cache, `${name}-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(out)) return out;
  await withFolderLock(`${out}.lock`, () => {
    if (existsSync(out)) return;
    // Built from a copy: bin and obj of two runs must not meet.
    const work = `${out}.${process.pid}`;
    cpSync(project, work, { recursive: true });
    try {
      const options = [
        'publish',
        work,
        '-c',
        'Release',
        '-o',
        `${work}/out`,
        '--nologo',
        '-v',
        'quiet',
        ...args,
      ];
      try {
        // What the build has to say is for people who look why: it goes to stderr, like the compiler's own errors.
        execFileSync('dotnet', options, { stdio: ['ignore', 2, 'inherit'] });
      } catch {
        throw new Error(
          `The .NET SDK could not build ${name} for the PowerShell tests; install pwsh 7 or mend the build above.`,
        );
      }
      renameSync(`${work}/out`, out);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
  return out;
}

function onPath() {
  const found = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, process.platform === 'win32' ? 'pwsh.exe' : 'pwsh'))
    .find((file) => existsSync(file));
  if (!found) return null;
  const answer = spawnSync(found, ['-NoProfile', '-Version'], { encoding: 'utf8' });
  return /PowerShell (?:[7-9]|\d\d)\./.test(answer.stdout ?? '') ? found : null;
}

let engine;
/** Path of the engine. Throws one sentence where there is none and none can be built. */
export function findEngine() {
  engine ??= (async () => {
    const named = process.env['SWITCHBOARD_POWERSHELL'];
    if (named && !existsSync(named))
      throw new Error(`SWITCHBOARD_POWERSHELL names ${named}, which is not there.`);
    const found = named ?? onPath();
    const made =
      found ??
      path.join(
        await built(path.join(here, 'host'), 'host', [
          '-p:PublishReadyToRun=true',
          '-r',
          `linux-${os.arch() === 'arm64' ? 'arm64' : 'x64'}`,
          '--self-contained',
          'false',
        ]),
        'pwsh',
      );
    // Once, however many worker processes ask: they inherit the mark.
    if (process.env['SWITCHBOARD_POWERSHELL_SAID'] !== made) process.stderr.write(`[powershell] ${made}\n`);
    process.env['SWITCHBOARD_POWERSHELL_SAID'] = made;
    return made;
  })();
  return engine;
}

let standIns;
/** Folder with the stand-ins: Modules, bin, and the assembly beside them. */
export function buildStandIns() {
  const named = process.env['SWITCHBOARD_STAND_INS'];
  standIns ??= named
    ? Promise.resolve(named)
    : built(path.join(here, 'stand-ins'), 'stand-ins').then((out) => {
        for (const part of ['Modules', 'bin'])
          if (!existsSync(path.join(out, part)))
            cpSync(path.join(here, 'stand-ins', part), path.join(out, part), { recursive: true });
        return out;
      });
  return standIns;
}
