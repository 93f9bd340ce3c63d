import { useEffect, useEffectEvent } from 'react';
import type { LogPlace, LogRange } from '../../../shared/model/logs';
import { useJob } from '../../ipc/hooks';

/** Reads the logs when the page opens and whenever it is asked for others; what it was reading before is given up. */
export function useScan(place: LogPlace, range: LogRange, follow: boolean, readable: boolean, again: number) {
  const job = useJob('logs.scan');
  const begin = useEffectEvent(() => void job.start({ ...place, range, follow }));
  const leave = useEffectEvent(() => void job.cancel());
  const asked = JSON.stringify([place, range, follow, again]);
  useEffect(() => {
    if (!readable) return undefined;
    begin();
    return () => leave();
  }, [asked, readable]);
  const view = job.result ?? job.progress?.view ?? null;
  return { job, view, running: job.state === 'running' };
}
