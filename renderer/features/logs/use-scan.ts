import { useEffect, useEffectEvent, useState } from 'react';
import type { LogPlace, LogRange, LogView } from '../../../shared/model/logs';
import { useJob } from '../../ipc/hooks';
import type { Job } from '../../ipc/use-job';

export interface Scan {
  job: Job<'logs.scan'>;
  view: LogView | null;
  running: boolean;
  follow: boolean;
  /** How far the reading was when somebody stopped it; bytes of files. */
  cancelled: { read: number; total: number } | null;
  /** Counts up with every reading: what depends on the files must be asked again. */
  readings: number;
  /** Reads all of it again. */
  again: () => void;
  /** Ends the reading; what was read by then stays. */
  cancel: () => void;
  setFollow: (follow: boolean) => void;
}

/** Somebody stopped the reading that `at` stands for. */
interface Stop {
  at: string;
  /** Before all was read. */
  early: boolean;
  read: number;
  total: number;
}

/**
 * Reads the logs when the page opens and whenever place or range change; what it was reading before is given up. The
 * picture stays while the same stretch is read once more to be followed, and when reading or following is stopped.
 */
export function useScan(place: LogPlace, range: LogRange, readable: boolean): Scan {
  const job = useJob('logs.scan');
  const [follow, setFollow] = useState(false);
  const [readings, setReadings] = useState(0);
  const [stopped, setStopped] = useState<Stop | null>(null);
  const [kept, setKept] = useState<{ of: string; view: LogView } | null>(null);
  const of = JSON.stringify([place, range]);
  const at = `${of} ${readings}`;
  const begin = useEffectEvent(() => void job.start({ ...place, range, follow }));
  const leave = useEffectEvent(() => void job.cancel());
  useEffect(() => {
    if (!readable) return undefined;
    begin();
    return () => leave();
  }, [of, readings, readable]);

  const { progress, state } = job;
  // The engine may take a while to stop; the page doesn't wait for it.
  const stop = stopped?.at === at ? stopped : null;
  const running = state === 'running' && stop === null;
  const view = shownView(job.result ?? progress?.view ?? null, {
    kept: kept?.of === of ? kept.view : null,
    caughtUp: running && progress?.state === 'following',
  });
  const keep = (): void => setKept(view === null ? null : { of, view });
  const end = (early: boolean): void => {
    keep();
    setStopped({ at, early, read: progress?.read ?? 0, total: progress?.total ?? 0 });
    setFollow(false);
    void job.cancel();
  };
  return {
    ...{ job, view, running, follow, readings },
    cancelled: stop?.early === true ? stop : null,
    again: () => {
      setKept(null);
      setReadings((now) => now + 1);
    },
    cancel: () => end(true),
    setFollow: (next) => {
      if (!next) {
        end(progress?.state !== 'following');
        return;
      }
      setFollow(true);
      keep();
      setReadings((now) => now + 1);
    },
  };
}

/** A picture is never exchanged for one of fewer rows, but by a reading that is at its end. */
export function shownView(
  fresh: LogView | null,
  { kept, caughtUp }: { kept: LogView | null; caughtUp: boolean },
): LogView | null {
  if (kept === null || caughtUp) return fresh;
  return fresh === null || fresh.lines < kept.lines ? kept : fresh;
}
