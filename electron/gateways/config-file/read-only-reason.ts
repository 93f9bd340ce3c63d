import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { liveConfigReason } from '../../storage/live-config';
import { sharedConfigReason } from './shared-config-reason';

/** Why a file can't be replaced, in one sentence, or undefined. To be asked again right before it is. */
export async function readOnlyReason(path: string): Promise<string | undefined> {
  const real = await realpath(path).catch(() => path);
  const live = liveConfigReason(path) ?? liveConfigReason(real) ?? (await sharedConfigReason(real));
  if (live !== null) return `${live.slice(0, -1)}: work on a copy of it.`;
  const info = await stat(real).catch(() => null);
  if (info && (info.mode & 0o222) === 0) return `${path} is marked read-only.`;
  try {
    await access(real, constants.W_OK);
    await access(dirname(real), constants.W_OK);
    return undefined;
  } catch {
    return `You may not write ${path} or its folder.`;
  }
}
