import type { ChangeRequest } from '../../../shared/model/readiness';
import { fold } from '../config/names';

/** Pool settings that WAS and HTTP.sys seem to take over without a new worker process [I]; so the impact says "may". */
export const KEEPS_WORKER: ReadonlySet<string> = new Set(['autoStart', 'queueLength']);

/** Whether every change of that pool itself is of such a setting. */
export function mayKeepWorker(requests: readonly ChangeRequest[], pool: string): boolean {
  const mine = requests.flatMap((request) =>
    request.kind === 'config' &&
    (request.edit.kind === 'set' || request.edit.kind === 'reset') &&
    request.edit.target.kind === 'pool' &&
    fold(request.edit.target.pool) === fold(pool)
      ? [request.edit.setting]
      : [],
  );
  return mine.length > 0 && mine.every((setting) => KEEPS_WORKER.has(setting));
}
