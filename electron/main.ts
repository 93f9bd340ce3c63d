import { app, BrowserWindow, dialog, Menu } from 'electron';
import { claimDataFolder } from './shell/data-folder';
import { startEngine } from './shell/engine-process';
import { connectWindows, endPagesOf } from './shell/ipc';
import { registerScheme, servePage } from './shell/protocol';
import { Relay } from './shell/relay';
import { RestartPolicy } from './shell/restart-policy';
import { lockDown } from './shell/security';
import { Supervisor } from './shell/supervisor';
import { startedBy } from './shell/started-by';
import { openWindow } from './shell/window';

function start(dataDir: string): void {
  const engine = new Supervisor({
    start: (again) => startEngine(dataDir, again),
    policy: new RestartPolicy(),
  });
  const relay = new Relay(engine, async (name, input) => {
    const { createShellCalls } = await import('./shell/dialogs');
    return createShellCalls(dataDir)(name, input);
  });
  servePage();
  connectWindows(relay);
  // The window first: to start the engine's process holds this one up for a tenth of a second, and the page's own
  // scripts take as long to get going.
  endPagesOf(openWindow().webContents, relay);
  engine.start();
  endWithEngine(engine);
}

/** The engine puts its things away before the app is gone. */
function endWithEngine(engine: Supervisor): void {
  let stopped = false;
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void engine.stop().then(() => {
      stopped = true;
      app.quit();
    });
  });
}

function refuse(sentence: string): void {
  process.exitCode = 2;
  dialog.showErrorBox('IIS Switchboard', sentence);
}

registerScheme();
lockDown();
Menu.setApplicationMenu(null);
// The engine's process has it from here, for the journal.
process.env['SWITCHBOARD_STARTED_BY'] = startedBy(process.argv.slice(1));
const dataDir = claimDataFolder(process.argv.slice(1), refuse);
if (dataDir === null) app.exit(Number(process.exitCode ?? 0));
else void app.whenReady().then(() => start(dataDir));

app.on('window-all-closed', () => app.quit());
app.on('second-instance', () => {
  const window = BrowserWindow.getAllWindows()[0];
  if (window?.isMinimized()) window.restore();
  window?.focus();
});
