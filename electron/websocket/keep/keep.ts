import { AppError } from '../../../shared/errors';
import type { KeepProgress, OpenedSession } from '../../../shared/model/keep';
import type { TesterClient } from '../tester-client';
import { readSession } from './open-session';

export { Collections } from './collections';
export { exportSession } from './export-session';
export { importFile } from './import-file';
export { toolCommand } from './tool-command';

/**
 * Opens a saved session in the tester, where it is looked at and replayed like one that has ended. When it is cancelled,
 * or the file turns out to be none, nothing of it stays.
 */
export async function openSaved(
  tester: TesterClient,
  path: string,
  { progress, signal }: { progress: (progress: KeepProgress) => void; signal: AbortSignal },
): Promise<OpenedSession> {
  const { head, frames } = await readSession(path);
  const sessionId = await tester.openKept(head);
  let total = 0;
  try {
    for await (const batch of frames) {
      signal.throwIfAborted();
      await tester.addKept(sessionId, batch);
      total += batch.length;
      progress({ frames: total, of: null });
    }
  } catch (error) {
    await tester.dispose(sessionId).catch(() => undefined);
    if (signal.aborted) throw new AppError('cancelled', `Opening ${path} was stopped.`);
    throw error;
  }
  return {
    sessionId,
    frames: total,
    startedAt: new Date(head.startedAt).toISOString(),
    request: head.request,
  };
}
