import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/** Runs a program with our own streams; answers its exit code (128 when a signal ended it). */
export function run(file, args, { env = {}, stdio = 'inherit' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: root, stdio, env: { ...process.env, ...env } });
    const pass = (signal) => () => child.kill(signal);
    const onInterrupt = pass('SIGINT');
    const onTerminate = pass('SIGTERM');
    process.on('SIGINT', onInterrupt);
    process.on('SIGTERM', onTerminate);
    child.on('error', reject);
    child.on('exit', (code) => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
      resolve(code ?? 128);
    });
  });
}

/** Runs a script of this project with the Node that runs us. */
export const node = (script, args = [], options = {}) => run(process.execPath, [script, ...args], options);

/** As `node`, but a failure ends the caller. */
export async function mustNode(script, args = [], options = {}) {
  const code = await node(script, args, options);
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
}
