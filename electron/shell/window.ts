import { BrowserWindow, nativeTheme } from 'electron';
import path from 'node:path';
import { START_URL } from './origin';
import { RestartPolicy } from './restart-policy';

// The theme's own ground (renderer/theme), so that nothing flashes before the first paint.
const GROUND = { light: '#f4f5f7', dark: '#12161c' };

/** Opens the one window, shown when it has something to show. A page that crashed is loaded again. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    useContentSize: true,
    minWidth: 960,
    minHeight: 640,
    show: false,
    title: 'IIS Switchboard',
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    webPreferences: {
      preload: path.join(__dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  reloadAfterCrash(window);
  void window.loadURL(START_URL);
  return window;
}

function reloadAfterCrash(window: BrowserWindow): void {
  const policy = new RestartPolicy(3);
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    const delay = reason === 'clean-exit' ? null : policy.afterDeath(Date.now());
    if (delay === null) return;
    setTimeout(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    }, delay);
  });
}
