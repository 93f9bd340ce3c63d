import type { Bridge } from '../shared/wire';

declare global {
  interface Window {
    /** Put there by the preload; all that the window can reach. */
    readonly switchboard: Bridge;
  }
}
