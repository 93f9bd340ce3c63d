import type { FromEngine, ToEngine } from '../../shared/wire';
import type { MessageEnd } from './message-end';

/** Two frames and the drawing of a page after its last answer. */
const QUIET_MS = 150;
/** When the window keeps asking, or never begins. */
const LATEST_MS = 1_500;

export interface FirstQuiet {
  /** Resolves when the window has its first page: it asked, was answered, and then nothing more for a moment. */
  quiet: Promise<void>;
  /** Whether the window got an answer yet. */
  answered: () => boolean;
  /** The way to the main process, which answers must go. */
  end: MessageEnd;
}

/** A process that is started before the window has its first page takes a processor from what the administrator waits for. */
export function firstQuiet(main: MessageEnd): FirstQuiet {
  let timer: NodeJS.Timeout | undefined;
  let resolve: () => void = () => undefined;
  const quiet = new Promise<void>((done) => (resolve = done));
  let over = false;
  let answered = false;
  const latest = setTimeout(done, LATEST_MS);
  function done(): void {
    over = true;
    clearTimeout(timer);
    clearTimeout(latest);
    resolve();
  }
  const again = (): void => {
    if (over) return;
    clearTimeout(timer);
    timer = setTimeout(done, QUIET_MS);
  };
  main.on('message', ({ data }) => {
    if ((data as ToEngine).type === 'invoke') again();
  });
  const postMessage = (message: unknown): void => {
    main.postMessage(message);
    if ((message as FromEngine).type !== 'reply') return;
    answered = true;
    again();
  };
  const on: MessageEnd['on'] = main.on.bind(main);
  return { quiet, answered: () => answered, end: { postMessage, on } };
}
