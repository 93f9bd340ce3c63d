import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exe, flags } from './window';

const DONE = 'bench: usable';
const LIMIT_MS = 60_000;

/** Resolves two animation frames after `selector` is in the page: it has been painted then. */
const paintedWith = (selector: string) => `new Promise((done) => {
  const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done()));
  const look = () => {
    if (!document.querySelector(${JSON.stringify(selector)})) return false;
    observer.disconnect();
    painted();
    return true;
  };
  const observer = new MutationObserver(look);
  if (!look()) observer.observe(document, { subtree: true, childList: true, attributes: true });
})`;

/**
 * An app in `dir` that runs the main script `main`, says so when its page shows `selector`, and quits. No debugger is
 * attached: it would slow down what is measured.
 */
export function writeProbe(dir: string, main: string, selector: string): void {
  mkdirSync(dir, { recursive: true });
  writeFileSync(path.join(dir, 'package.json'), '{"name":"probe","main":"probe.cjs"}');
  writeFileSync(
    path.join(dir, 'probe.cjs'),
    `const { app } = require('electron');
app.on('web-contents-created', (_event, contents) =>
  contents.once('dom-ready', () =>
    contents.executeJavaScript(${JSON.stringify(paintedWith(selector))}).then(() => {
      require('node:fs').writeSync(1, ${JSON.stringify(`${DONE}\n`)});
      app.quit();
    }),
  ),
);
require(${JSON.stringify(main)});
`,
  );
}

/** Starts the app in `dir` and answers the ms from the process's start to its word; waits for its end. */
export function timeProbe(dir: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    let took = NaN;
    let said = '';
    const child = spawn(exe(), [dir, ...flags, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
    const timer = setTimeout(() => child.kill(), LIMIT_MS);
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      if (Number.isNaN(took) && said.includes(DONE)) took = performance.now() - begun;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      if (Number.isNaN(took))
        reject(new Error(`the window ended with ${code ?? 'a signal'} before it was usable`));
      else resolve(took);
    });
  });
}
