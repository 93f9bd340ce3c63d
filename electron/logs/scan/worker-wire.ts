import type { ScanEnd, ScanPart, ScanTask } from './task';

/** To a log worker: one piece at a time. */
export type ToWorker = ScanTask;

/** From it: parts, then the end. */
export type FromWorker = { type: 'part'; part: ScanPart } | { type: 'end'; end: ScanEnd };
