import type { ScanEnd, ScanPart, ScanTask } from './task';

/** To a log worker: a piece; it does one after the other. */
export interface ToWorker {
  task: ScanTask;
  /** Shared by both sides; another number than 0: nobody wants the rest. */
  stop: Int32Array;
}

/** From it: parts, then the end. */
export type FromWorker = { type: 'part'; part: ScanPart } | { type: 'end'; end: ScanEnd };
