import { app } from 'electron';
import { refuseNavigation } from './navigation';
import { refuseNewWindows } from './new-windows';
import { refusePermissions } from './permissions';
import { refuseWebviews } from './webviews';

/** Every rule, for whatever web contents and sessions ever come up. Before the app is ready. */
export function lockDown(): void {
  app.on('session-created', refusePermissions);
  app.on('web-contents-created', (_event, contents) => {
    refuseNavigation(contents);
    refuseNewWindows(contents);
    refuseWebviews(contents);
  });
}
