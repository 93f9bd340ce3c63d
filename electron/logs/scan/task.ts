import type { LogFormat } from '../formats/sniff';
import type { FoundRows } from '../rows/found-rows';
import type { RowsWanted } from '../rows/row-collector';
import type { TallyWire } from '../sums/tally';

/** What stands above a place in a W3C log: the last `#Fields` (its names) and `#Date` (its day), null where there is none. */
export interface Above {
  fields: string | null;
  /** Seconds since 1970. */
  day: number | null;
}

/** Only rows of these seconds (both included); a row whose time can't be read counts, too. */
export interface TimeRange {
  since: number | null;
  until: number | null;
  /** Only rows of the site with this number; rows that name no site count, too. */
  site?: number;
  /** Files last written before this second are left out: only where their server's clock is this world's. */
  writtenSince?: number;
  /** Only rows of these statuses are added up ("503,404.15", see `statusFilter`); lines are counted all the same. */
  status?: string;
  /** Instead of all other sums: how many requests to these paths (the log's own bytes) were answered 200. */
  pages?: readonly string[];
}

/** A piece of a log for a worker: the lines that begin in [from, to) bytes. */
export interface ScanTask {
  path: string;
  /** Opened by the scan where a file is cut into pieces; null: the worker opens the whole file by its path. */
  fd: number | null;
  /** Where the lines don't say their site: the folder's name, "W3SVC1". */
  site: string;
  gz: boolean;
  /** null: the worker looks at the beginning. */
  format: LogFormat | null;
  from: number;
  /** null: to the end. In a compressed log a place in its text. */
  to: number | null;
  above: Above;
  range: TimeRange;
  /** Asks for the places of rows instead of sums. */
  rows: RowsWanted | null;
}

/** Sums of a piece or of a part of it, as soon as they are there. */
export interface ScanPart {
  tally: TallyWire;
  /** Bytes of the file that were worked off since the part before. */
  read: number;
  rows?: FoundRows;
}

/** How a piece ended. */
export interface ScanEnd {
  /** What the piece's own directives set, for the lines that follow. */
  set: Partial<Above>;
  /** Whether a line was read by what the task said stands above: if that was wrong, so is the piece. */
  usedAbove: boolean;
  /** The same for a line without a date of its own, and the day above. */
  usedDay: boolean;
  /** Lines that no #Fields with sc-status explains. */
  unexplained: number;
  /** Why the file, or its rest, could not be read; a clause without a full stop. */
  problem: string | null;
  /** The place in the log's text behind the last line that was read: where following goes on. */
  to: number;
  /** It was told to stop before it had read all that it was asked for. */
  stopped: boolean;
}

/** Asked between blocks of a log: whether nobody wants the rest any more. */
export type Stopped = () => boolean;

/** The end of a piece of which nothing was read. */
export const notRead = (problem: string | null): ScanEnd => ({
  set: {},
  usedAbove: false,
  usedDay: false,
  unexplained: 0,
  problem,
  to: 0,
  stopped: problem === null,
});
