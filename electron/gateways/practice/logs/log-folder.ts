import path from 'node:path';
import { onPracticeDrive } from '../practice-drive';

const IIS_DEFAULT = /^%SystemDrive%\\inetpub\\logs\\LogFiles(?=\\|$)/i;

/**
 * Where the practice server keeps what its configuration calls a log folder: IIS's own default is `logs/LogFiles` of its
 * folder, any other one lies on its drive. A folder that can't be meant counts as the default, as nothing may be lost.
 */
export function practiceLogFolder(logs: string, drive: string, folder: string): string {
  const name = folder.split('\\').at(-1) ?? '';
  const inDefault = path.join(logs, 'LogFiles', name);
  if (IIS_DEFAULT.test(folder)) return inDefault;
  try {
    const place = onPracticeDrive(drive, folder);
    return path.join(path.dirname(place), name);
  } catch {
    return inDefault;
  }
}
