/** Height of every row, px. */
export const LOG_ROW = 32;
/** Chromium caps an element at some 33.5 million px; from a quarter of that on the scroll bar is scaled. */
export const MAX_SPACER = 8_000_000;

interface Bounds {
  /** Number of the first row there is, and of the one behind the last. */
  first: number;
  end: number;
  /** Height of the view, px. */
  view: number;
}

/**
 * Where in a log of any length the view stands, in px from row 0. What an element's scroll bar can't tell apart is kept
 * here: a wheel's step moves by its very px, the bar picks whole rows.
 */
export class LogPosition {
  #bounds: Bounds = { first: 0, end: 0, view: 0 };
  #top = 0;
  #bar = 0;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** px from row 0 to the top of the view. */
  readonly top = (): number => this.#top;

  get scaled(): boolean {
    return this.#px > MAX_SPACER;
  }

  get atEnd(): boolean {
    return this.#top >= this.#last;
  }

  /** What the scroll bar should say for this place; only the very ends are its ends. */
  get scrollTop(): number {
    const { first } = this.#bounds;
    const from = this.#top - first * LOG_ROW;
    if (!this.scaled || from <= 0) return Math.max(0, from);
    if (this.atEnd) return this.#barRange;
    return Math.min(this.#barRange - 1, Math.max(1, (from / this.#range) * this.#barRange));
  }

  /** The log grew, lost its oldest rows, or the window changed: the same rows stay in view where they can. */
  bound(bounds: Bounds): void {
    this.#bounds = bounds;
    this.#go(this.#top);
  }

  /** The view's height changed: the row at its top stays, or the end stays in view. */
  resize(view: number): void {
    this.bound({ ...this.#bounds, view });
  }

  moveBy(px: number): void {
    this.#go(this.#top + px);
  }

  toEnd(): void {
    this.#go(this.#last);
  }

  toStart(): void {
    this.#go(0);
  }

  /** As little as brings the whole row into view. */
  reveal(row: number): void {
    const { view } = this.#bounds;
    if (row * LOG_ROW < this.#top) this.#go(row * LOG_ROW);
    else if ((row + 1) * LOG_ROW > this.#top + view) this.#go((row + 1) * LOG_ROW - view);
  }

  /** The bar was set by us. */
  barIs(scrollTop: number): void {
    this.#bar = scrollTop;
  }

  /** The bar was moved: by at most a view it is a step and counts by the px, farther it points at a row. */
  barMoved(scrollTop: number): void {
    const { first, view } = this.#bounds;
    const by = scrollTop - this.#bar;
    this.#bar = scrollTop;
    if (Math.abs(by) < 0.01) return;
    if (!this.scaled) this.#go(first * LOG_ROW + scrollTop);
    else if (scrollTop <= 0) this.toStart();
    else if (scrollTop >= this.#barRange - 0.5) this.toEnd();
    else if (Math.abs(by) <= view) this.moveBy(by);
    else this.#go((first + Math.round(((scrollTop / this.#barRange) * this.#range) / LOG_ROW)) * LOG_ROW);
  }

  get #px(): number {
    return (this.#bounds.end - this.#bounds.first) * LOG_ROW;
  }

  get #range(): number {
    return Math.max(0, this.#px - this.#bounds.view);
  }

  get #barRange(): number {
    return Math.max(0, Math.min(this.#px, MAX_SPACER) - this.#bounds.view);
  }

  get #last(): number {
    return this.#bounds.first * LOG_ROW + this.#range;
  }

  #go(px: number): void {
    const top = Math.max(this.#bounds.first * LOG_ROW, Math.min(this.#last, px));
    if (top === this.#top) return;
    this.#top = top;
    for (const listener of this.#listeners) listener();
  }
}

/** Height of what the scroll bar is of. */
export const spacerOf = (rows: number): number => Math.min(rows * LOG_ROW, MAX_SPACER);
