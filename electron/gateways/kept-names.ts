import { AppError } from '../../shared/errors';

/** IIS numbers its history with ten digits (configHistory; schema documentation). */
export const HISTORY_NAME = /^CFGHISTORY_\d{10}$/;
/** Of a backup: any folder's name, of one piece. */
export const BACKUP_NAME = /^(?!\.{1,2}$)[^\\/:*?"<>|\p{Cc}]{1,200}$/u;
/** Of our copy of a file of an application: time, eight hex digits, the file's own name. */
export const FILE_COPY_NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z-[0-9a-f]{8}-[A-Za-z0-9_][\w.-]{0,80}$/;

/** Throws `not-found` for what can't be the name of anything kept. */
export function checkKeptName({ kind, name }: { kind: 'history' | 'backup'; name: string }): void {
  if ((kind === 'history' ? HISTORY_NAME : BACKUP_NAME).test(name)) return;
  throw keptGone(name);
}

export const keptGone = (name: string): AppError =>
  new AppError('not-found', `The server keeps no configuration "${name}" any more.`, {
    fix: 'Choose another point in time; IIS removes the oldest of its history by itself.',
  });
