import path from 'node:path';
import { AppError } from '../../../shared/errors';

/**
 * Where the practice server keeps what its configuration calls a folder of a Windows drive: "%SystemDrive%\inetpub\chat"
 * is "drive/c/inetpub/chat" of its own folder, wherever it runs. Throws `not-found` for any other kind of path.
 */
export function onPracticeDrive(root: string, folder: string): string {
  const whole = folder
    .replace(/^%SystemDrive%/i, 'C:')
    .replace(/^%(SystemRoot|windir)%/i, 'C:\\Windows')
    .replaceAll('/', '\\');
  const match = /^([a-z]):\\(.*)$/i.exec(whole);
  const steps = (match?.[2] ?? '').split('\\').filter((step) => step !== '');
  const sound = steps.every(
    (step) => /^[^.<>:"|?*%\p{Cc}][^<>:"|?*%\p{Cc}]*$/u.test(step) && !/[. ]$/.test(step),
  );
  if (match?.[1] === undefined || steps.length === 0 || !sound)
    throw new AppError(
      'not-found',
      `The practice server has no folder "${folder}"; it knows folders of a drive, such as C:\\inetpub\\chat.`,
      { fix: 'Give the application such a physicalPath.' },
    );
  // Windows compares without case; the disk under the practice server may not.
  return path.join(root, match[1].toLowerCase(), ...steps.map((step) => step.toLowerCase()));
}
