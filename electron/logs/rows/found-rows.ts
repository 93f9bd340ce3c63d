import type { LogFormat } from '../formats/sniff';
import type { Above } from '../scan/task';

/**
 * Where rows stand in a log: a column each. They are read again from there when somebody looks at them. `above[i]` is what
 * the lines from `aboveFrom[i]` (a place in the columns) on are read by.
 */
export interface FoundRows {
  format: LogFormat;
  at: number[];
  /** -1 where the row doesn't say. */
  second: number[];
  above: Above[];
  aboveFrom: number[];
  /** Of a compressed log only, which has no places to go back to: the lines themselves, latin1. */
  lines: string[];
  /** Older rows that were left out. */
  more: number;
}

export const noRows = (format: LogFormat): FoundRows => ({
  ...{ format, at: [], second: [], above: [], aboveFrom: [], lines: [], more: 0 },
});

/** Puts a row behind those that are there. */
export function addRow(found: FoundRows, at: number, second: number, above: Above, line?: string): void {
  const last = found.above.at(-1);
  if (last === undefined || last.fields !== above.fields || last.day !== above.day) {
    found.above.push(above);
    found.aboveFrom.push(found.at.length);
  }
  found.at.push(at);
  found.second.push(second);
  if (line !== undefined) found.lines.push(line);
}

/** The oldest second of the rows; Infinity where there are none. */
export const oldest = ({ second }: FoundRows): number =>
  second.reduce((least, each) => Math.min(least, each), Infinity);

/** The rows of which `wanted` holds, in a new object; the others are counted in `more`. */
function only(found: FoundRows, wanted: (index: number) => boolean): FoundRows {
  const some = { ...noRows(found.format), more: found.more };
  let segment = -1;
  for (let index = 0; index < found.at.length; index += 1) {
    while ((found.aboveFrom[segment + 1] ?? Infinity) <= index) segment += 1;
    const above = found.above[segment];
    if (!wanted(index) || !above) some.more += 1;
    else addRow(some, found.at[index] ?? 0, found.second[index] ?? -1, above, found.lines[index]);
  }
  return some;
}

/** The rows that stand before a place. */
export const rowsBefore = (found: FoundRows, place: number): FoundRows =>
  found.at.some((at) => at >= place)
    ? { ...only(found, (index) => (found.at[index] ?? 0) < place), more: found.more }
    : found;

/** A row of one of several logs. */
export interface RowPlace {
  found: FoundRows;
  index: number;
}

const secondOf = ({ found, index }: RowPlace): number => found.second[index] ?? -1;

/** All rows of logs that are given newest first; of the same second, the one that stands further below in its log is newer. */
export function newestFirst(logs: readonly FoundRows[]): RowPlace[] {
  const places: RowPlace[] = [];
  // Nearly in order already, which makes sorting fast.
  for (const found of logs)
    for (let index = found.at.length - 1; index >= 0; index -= 1) places.push({ found, index });
  return places.sort((a, b) => secondOf(b) - secondOf(a));
}

/** At most so many rows, and so many characters of lines that are held. */
export interface RowLimits {
  rows: number;
  text: number;
}

/** Of logs that are given newest first the newest rows that the limits allow, each log in a new object. */
export function keepNewest(logs: readonly FoundRows[], limits: RowLimits): FoundRows[] {
  const wanted = new Map(logs.map((found) => [found, new Uint8Array(found.at.length)]));
  let text = 0;
  for (const { found, index } of newestFirst(logs).slice(0, limits.rows)) {
    text += found.lines[index]?.length ?? 0;
    if (text > limits.text) break;
    const marks = wanted.get(found);
    if (marks) marks[index] = 1;
  }
  return logs.map((found) => only(found, (index) => wanted.get(found)?.[index] === 1));
}

/** The rows of a log and those of what it grew by. */
export function joined(before: FoundRows, grown: FoundRows): FoundRows {
  return {
    format: before.format,
    at: [...before.at, ...grown.at],
    second: [...before.second, ...grown.second],
    above: [...before.above, ...grown.above],
    aboveFrom: [...before.aboveFrom, ...grown.aboveFrom.map((from) => from + before.at.length)],
    lines: [...before.lines, ...grown.lines],
    more: before.more + grown.more,
  };
}
