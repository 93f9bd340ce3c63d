import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../shared/errors';
import type { LogSources } from '../../shared/model/logs';
import type { Gateway } from '../gateways/gateway';
import { THIS_COMPUTER } from './server-list';
import type { ServerSession } from './server-session';

interface LogPlaces {
  paths: string[];
  notes: LogSources['notes'];
}

const HTTPERR = '%SystemRoot%\\System32\\LogFiles\\HTTPERR';

/**
 * Where this machine can read the logs of a folder as configured: the practice server's own, this computer's, another
 * one's over its admin share. What can't be read from here is a sentence with what to do.
 */
export function logPlaces({ entry, gateway }: ServerSession, folder: string): LogPlaces {
  if (gateway.logPaths) return told(gateway, folder);
  if (entry.kind === 'windows' && entry.detail !== THIS_COMPUTER) return remote(entry.detail, folder);
  const paths = [folder, HTTPERR].map(resolved).filter((each) => existsSync(each));
  if (paths.length > 0) return { paths, notes: [] };
  const what =
    entry.kind === 'file'
      ? `${folder} is not on this machine, as a configuration file may be of another one`
      : `${folder} is not there: nothing was logged yet, or the folder was moved`;
  return {
    paths,
    notes: [{ state: 'warning', sentence: `${what}. Open log files to read copies of them.` }],
  };
}

/** The server knows its folders itself; one that it can't have is a sentence. */
function told(gateway: Gateway, folder: string): LogPlaces {
  try {
    return { paths: gateway.logPaths?.(folder) ?? [], notes: [] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { paths: [], notes: [{ state: 'warning', sentence: error.message }] };
  }
}

/**
 * A share as it is, else the admin share of the drive; which one %SystemDrive% is there nobody has asked: C:, as nearly
 * everywhere.
 */
function remote(host: string, folder: string): LogPlaces {
  const shared = (local: string): string =>
    local.startsWith('\\\\')
      ? local
      : `\\\\${host}\\${local
          .replace(/^%SystemDrive%/i, 'C:')
          .replace(/^%SystemRoot%/i, 'C:\\Windows')
          .replace(/^([a-z]):/i, '$1$$')}`;
  const paths = [folder, HTTPERR].map(shared);
  const readable = paths.filter((each) => process.platform === 'win32' && existsSync(each));
  if (readable.length > 0) return { paths: readable, notes: [] };
  return {
    paths: [],
    notes: [
      {
        state: 'warning',
        sentence: `${paths[0] ?? folder} could not be reached from here: open the admin share for your account, run switchboard logs on ${host} itself, or open copies of its log files.`,
      },
    ],
  };
}

/** Environment variables as this machine has them; an unknown one stays, and then no such folder is found. */
const resolved = (folder: string): string =>
  path.normalize(
    folder.replace(/%([^%]+)%/g, (whole, name: string) => {
      const found = Object.entries(process.env).find(([key]) => key.toLowerCase() === name.toLowerCase());
      return found?.[1] ?? whole;
    }),
  );
