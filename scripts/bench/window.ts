import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron as electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';

const root = process.cwd();

export interface Opened {
  app: ElectronApplication;
  page: Page;
}

export function freshFolder(): { dir: string; remove(): void } {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'switchboard-bench-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

function launch(args: string[]): Promise<ElectronApplication> {
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const name = process.platform === 'win32' ? 'electron.exe' : 'electron';
  const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return electron.launch({
    ...(dist ? { executablePath: path.join(dist, name) } : {}),
    args: [...args, ...sandbox],
  });
}

/** The product's window on a data folder. */
export async function openProduct(dataDir: string): Promise<Opened> {
  const app = await launch([root, `--data=${dataDir}`]);
  return { app, page: await app.firstWindow() };
}

/** An Electron app that is nothing but a blank local page of the same size. */
export function writeEmptyApp(dir: string): void {
  writeFileSync(path.join(dir, 'package.json'), '{"name":"empty","main":"main.cjs"}');
  writeFileSync(path.join(dir, 'blank.html'), '<!doctype html><title>blank</title><body></body>');
  writeFileSync(
    path.join(dir, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron');
app.setPath('userData', require('node:path').join(__dirname, 'profile'));
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, useContentSize: true, webPreferences: { sandbox: true } });
  window.loadFile('blank.html');
});
app.on('window-all-closed', () => app.quit());
`,
  );
}

export async function openEmpty(dir: string): Promise<Opened> {
  const app = await launch([dir]);
  return { app, page: await app.firstWindow() };
}

/** Two animation frames: the page has been painted. */
export const TWO_FRAMES =
  'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))';
