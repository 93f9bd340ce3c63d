import type { ScanEnd, ScanPart, ScanTask } from './task';

/** To a log worker: a piece; it does one after the other. */
export type ToWorker = ScanTask;

/** From it: parts, then the end. */
export type FromWorker = { type: 'part'; part: ScanPart } | { type: 'end'; end: ScanEnd };
