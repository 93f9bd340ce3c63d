import type { ToEngine } from '../../shared/wire';
import type { MessageEnd } from './message-end';

/** Two frames and the drawing of a page after its last answer. */
const QUIET_MS = 150;
/** When the window keeps asking, or never begins. */
const LATEST_MS = 1_500;

/**
 * Resolves when the window has its first page: it asked, and then nothing more for a moment. A process that is started
 * before that takes a processor from what the administrator waits for.
 */
export function firstQuiet(main: MessageEnd): Promise<void> {
  return new Promise((resolve) => {
    let quiet: NodeJS.Timeout | undefined;
    const latest = setTimeout(done, LATEST_MS);
    function done(): void {
      clearTimeout(quiet);
      clearTimeout(latest);
      resolve();
    }
    main.on('message', ({ data }) => {
      if ((data as ToEngine).type !== 'invoke') return;
      clearTimeout(quiet);
      quiet = setTimeout(done, QUIET_MS);
    });
  });
}
