// What `npm start` shows where no window can be: the practice server judged, and a live echo, by the command line.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { at } from './paths.mjs';
import { node } from './run.mjs';

const CLI = at('out/cli/switchboard.mjs');
const START_MS = 30_000;

/** Starts `switchboard practice` and answers it with the sites it prints. */
function startPractice(dataDir) {
  const child = spawn(process.execPath, [CLI, 'practice', '--json', '--data', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const sites = new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error('the practice server did not start')), START_MS);
    child.on('exit', (code) => reject(new Error(`the practice server ended with ${code}`)));
    child.stdout.on('data', (bytes) => {
      text += bytes;
      try {
        resolve(JSON.parse(text).sites);
        clearTimeout(timer);
      } catch {
        // Not whole yet.
      }
    });
  });
  return { child, sites };
}

function stop(child) {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });
}

/** Answers the exit code: 0 when both could be shown. The scenario is broken on purpose, so `inspect` says 1. */
export async function showWithoutDisplay() {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'switchboard-'));
  const { child, sites } = startPractice(dataDir);
  try {
    const url = (await sites).flatMap(({ name, urls }) => (name === 'Echo' ? urls : [])).find(Boolean);
    console.log('\n$ switchboard inspect --practice');
    const inspected = await node(CLI, ['inspect', '--practice', '--data', dataDir]);
    if (!url) throw new Error('the practice server has no Echo site that listens');
    const socket = url.replace(/^http/, 'ws').replace(/\/?$/, '/echo');
    console.log(`\n$ switchboard socket ${socket} --send hello`);
    const echoed = await node(CLI, ['socket', socket, '--send', 'hello', '--wait', '500']);
    return inspected <= 1 ? echoed : inspected;
  } finally {
    await stop(child);
    rmSync(dataDir, { recursive: true, force: true });
  }
}
