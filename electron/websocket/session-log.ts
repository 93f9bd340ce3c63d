import { AppError } from '../../shared/errors';
import type { FrameFilter } from '../../shared/model/frame-search';
import type { ImageKind } from '../../shared/model/frame-view';
import type { RoundTrips } from '../../shared/model/round-trips';
import type { FrameDetail, FrameRow, TesterState } from '../../shared/model/tester';
import { type DecodeHints, hintsOf } from './decode/decode';
import type { WireFrame } from './frame';
import { detailOf, imageOf } from './frame-detail';
import { FrameLog } from './frame-log';
import { rowOf } from './frame-row';
import { RoundTripClock } from './round-trips';
import { checkFilter } from './search/check-filter';
import { FrameSearch } from './search/frame-search';
import { type RowFinder, SearchThread } from './search/search-thread';

interface Options {
  url: string;
  maxBytes?: number | undefined;
  maxRows?: number | undefined;
  finder?: RowFinder | undefined;
  changed: () => void;
}

type LogState = Pick<
  TesterState,
  'frames' | 'firstKept' | 'keptBytes' | 'keepBytes' | 'search' | 'roundTrips'
>;

/** The frames among which a protocol's first may be. */
const OPENINGS = 20;

const opensEngineIo = (direction: 'in' | 'out', { opcode, payload, inflated }: WireFrame): boolean =>
  direction === 'in' &&
  opcode === 'text' &&
  /^0\{"sid":"/.test((inflated ?? payload).toString('latin1', 0, 16));

/** What a session has seen: its frames, the filter over them, and how long answers took. */
export class SessionLog {
  readonly frames: FrameLog;
  readonly #clock = new RoundTripClock();
  #hints: DecodeHints;
  readonly #finder: RowFinder;
  readonly #changed: () => void;
  #search: FrameSearch | null = null;

  constructor({ url, maxBytes, maxRows, finder, changed }: Options) {
    this.frames = new FrameLog({ maxBytes, maxRows });
    this.#hints = hintsOf(url);
    this.#finder = finder ?? new SearchThread();
    this.#changed = changed;
  }

  add(direction: 'in' | 'out', at: number, frame: WireFrame): void {
    this.frames.add(direction, at, frame);
    this.#clock.frame(direction, at, frame);
    this.#search?.goOn();
    // What Engine.IO begins every socket with: behind a path of its own the address need not say so.
    if (this.#hints.engineIo === null && this.frames.count <= OPENINGS && opensEngineIo(direction, frame))
      this.#hints = { ...this.#hints, engineIo: 4 };
  }

  state(): LogState {
    const { count, firstKept, keptBytes, maxBytes } = this.frames;
    return {
      frames: count,
      firstKept,
      keptBytes,
      keepBytes: maxBytes,
      roundTrips: this.#clock.count,
      ...(this.#search ? { search: this.#search.state() } : {}),
    };
  }

  /** Rows from index `offset` on; where that is dropped already, from the oldest kept on. */
  rows(offset: number, limit: number): FrameRow[] {
    const from = Math.max(offset, this.frames.firstKept);
    const to = Math.min(from + limit, this.frames.count);
    return this.#rowsOf(Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at));
  }

  /** Throws `not-found` for a frame that never was or is no longer kept. */
  detail(index: number, whole = false): FrameDetail {
    return detailOf(this.frames, index, whole, this.#hints) ?? this.#missing(index);
  }

  /** Throws `not-found` where it is no picture, or one of over 8 MB. */
  image(index: number, whole: boolean): { kind: ImageKind; base64: string } {
    if (!this.frames.get(index)) this.#missing(index);
    const image = imageOf(this.frames, index, whole);
    if (image) return image;
    throw new AppError('not-found', `Frame ${index + 1} holds no picture, or one of over 8 MB.`);
  }

  /** Answers the search's id. Throws `bad-request` for a filter that can't be read. */
  search(filter: FrameFilter): string {
    checkFilter(filter);
    this.#search?.stop();
    this.#search = new FrameSearch(this.frames, filter, this.#finder, this.#changed);
    this.#changed();
    return this.#search.searchId;
  }

  /** Matches from the number `offset` on, those that are kept; `first` is the number of the first one answered. */
  searchRows(searchId: string, offset: number, limit: number): { first: number; rows: FrameRow[] } {
    if (this.#search?.searchId !== searchId)
      throw new AppError('not-found', 'This filter is no longer on; set it again.');
    const first = Math.max(offset, this.#search.state().firstMatch);
    return { first, rows: this.#rowsOf(this.#search.frames(first, limit - (first - offset))) };
  }

  endSearch(): void {
    this.#search?.stop();
    this.#search = null;
    this.#finder.close();
    this.#changed();
  }

  keep(bytes: number): void {
    this.frames.maxBytes = bytes;
    this.#changed();
  }

  roundTrips(): RoundTrips {
    return this.#clock.report();
  }

  #rowsOf(indices: readonly number[]): FrameRow[] {
    const rows: FrameRow[] = [];
    for (const index of indices) {
      const logged = this.frames.get(index);
      if (logged) rows.push(rowOf(this.frames, logged, this.#hints));
    }
    return rows;
  }

  #missing(index: number): never {
    const { firstKept, count } = this.frames;
    throw new AppError(
      'not-found',
      index < firstKept
        ? `Frame ${index} is no longer kept; the oldest one kept is ${firstKept}.`
        : `There is no frame ${index}; ${count} were seen.`,
    );
  }
}
