import { bytes, counted } from '../../components/format';
import type { Scan } from './use-scan';

/** How far the reading is, or where it was stopped: "Cancelled after 144 MB of 900 MB; …". */
export function scanWords({ view, job, follow, running, cancelled }: Scan, reading: boolean): string {
  const { progress } = job;
  const has =
    view === null
      ? ''
      : `${view.files === 0 ? '' : `${counted(view.files, 'file')}, `}${bytes(view.bytes)}, ${counted(view.lines, 'row')}`;
  if (cancelled !== null) {
    if (view === null) return 'Cancelled before anything was added up.';
    const of = cancelled.total > 0 ? ` after ${bytes(cancelled.read)} of ${bytes(cancelled.total)}` : '';
    return `Cancelled${of}: what is shown is of that part.`;
  }
  if (!reading) return follow && running ? `following ${has}` : has;
  const speed =
    progress !== null && progress.elapsedMs > 0 && progress.read > 0
      ? `, ${bytes((1000 * progress.read) / progress.elapsedMs)}/s`
      : '';
  return `reading ${has}${speed}`;
}
