import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron as electron } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';

export const root = process.cwd();

export interface Opened {
  app: ElectronApplication;
  page: Page;
}

export function freshFolder(): { dir: string; remove(): void } {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'switchboard-bench-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

const NAMES: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

/** The Electron that scripts/bench.mjs found. */
export const exe = (): string =>
  path.join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '', NAMES[process.platform] ?? 'electron');

/** The same for whatever is measured: Chromium has no sandbox for root on Linux. */
export const flags: readonly string[] =
  process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

function launch(args: string[]): Promise<ElectronApplication> {
  return electron.launch({ executablePath: exe(), args: [...args, ...flags] });
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
