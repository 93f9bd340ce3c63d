import type { FrameFilter } from '../../../shared/model/frame-search';
import type { SharedRows } from '../segment-view';

/** To the search's thread: rows `from` up to `to` of a segment. */
export interface ToSearch {
  filter: FrameFilter;
  shared: SharedRows;
  from: number;
  to: number;
  /** One cell, where the thread writes which row it is at, so that one that never returns can be named. */
  at: SharedArrayBuffer;
}

/** From it: a bit for each row of the segment. */
export interface FoundRows {
  bits: Uint8Array;
  hits: number;
}
