import { HEAD_BYTES, sniff } from '../formats/sniff';
import { gunzipText } from './gzip-text';
import type { LineScanner } from './line-scanner';
import type { RowFinder } from './row-finder';
import { Scanning } from './scanning';
import type { Emit } from './scanning';
import { notRead } from './task';
import type { ScanEnd, ScanTask, Stopped } from './task';
import { whyNoLog } from './why-no-log';

/** Sums are handed over after so many bytes of text: a part stays small whatever the file's size. */
const PART_BYTES = 16 * 1024 * 1024;

/** Scans a compressed log as far as it can be unpacked, or up to the place `task.to` in its text. */
export async function scanGzip(
  task: ScanTask,
  finder: RowFinder,
  emit: Emit,
  stopped: Stopped,
): Promise<ScanEnd> {
  const most = task.to ?? Infinity;
  const got: Got = { scanning: null, noLog: null, stop: false, bytes: 0, packed: 0 };
  let told = 0;
  const take = (text: Buffer, packed: number): boolean => {
    got.scanning ??= begin(text, got);
    if (!got.scanning) return false;
    const { scanner } = got.scanning;
    const some = text.subarray(0, most - got.bytes);
    feed(scanner, some);
    got.bytes += some.length;
    got.packed = packed;
    if (scanner.tally.bytes >= PART_BYTES) {
      got.scanning.hand(packed - told);
      told = packed;
    }
    got.stop = got.bytes >= most || stopped();
    return !got.stop;
  };
  const begin = (text: Buffer, to: Got): Scanning | null => {
    const format = sniff(text.subarray(0, HEAD_BYTES));
    if (format !== null) return new Scanning(task, finder, format, 0, emit);
    to.noLog = whyNoLog(text);
    return null;
  };
  const problem = await gunzipText(task.path, take);
  const { scanning, noLog, stop, bytes, packed } = got;
  if (!scanning) return notRead(noLog ?? problem ?? 'there is nothing in it');
  if (!stop) scanning.scanner.finish();
  return scanning.end(packed - told, { problem, to: bytes, stopped: stop });
}

/** What came of a compressed log so far: text bytes, and the place in the file that was reached. */
interface Got {
  scanning: Scanning | null;
  noLog: string | null;
  stop: boolean;
  bytes: number;
  packed: number;
}

function feed(scanner: LineScanner, text: Buffer): void {
  for (let at = 0; at < text.length;) {
    const space = scanner.space();
    const count = text.copy(space, 0, at, Math.min(text.length, at + space.length));
    scanner.filled(count);
    at += count;
  }
}
