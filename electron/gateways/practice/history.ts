import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../shared/errors';
import type { ServerConfig } from '../../iis/config';
import type { SourceFile } from '../../iis/config/types';
import { fsCode } from '../../storage/fs-error';
import { sha256 } from '../../storage/hash';
import { writeAtomic } from '../../storage/write-atomic';
import { readSourceIfThere } from '../config-file/read-source';
import type { KeptConfig, KeptConfigs } from '../gateway';
import { checkKeptName, HISTORY_NAME, keptGone } from '../kept-names';

const FILE = 'applicationHost.config';
/** Default of configHistory/@maxHistories (IIS_schema.xml). */
const MAX_HISTORIES = 10;

/**
 * Keeps a configuration that is not the last kept one, and lets the oldest go, as IIS's AppHostSvc does (it looks every
 * two minutes; here each change counts at once). configHistory of the configuration itself turns it off and says how
 * many are kept. Throws fs errors.
 */
export async function keepHistory(dir: string, config: ServerConfig, bytes: Uint8Array): Promise<void> {
  const { enabled, max } = settingsOf(config);
  if (!enabled) return;
  const names = await namesIn(dir);
  const last = names.at(-1);
  const known = last === undefined ? null : await readSourceIfThere(path.join(dir, last, FILE));
  if (known && sha256(known.bytes) === sha256(bytes)) return;
  const number = last === undefined ? 1 : Number(last.slice(-10)) + 1;
  const name = `CFGHISTORY_${String(number).padStart(10, '0')}`;
  await mkdir(path.join(dir, name), { recursive: true, mode: 0o700 });
  await writeAtomic(path.join(dir, name, FILE), bytes);
  for (const old of [...names, name].slice(0, -max))
    await rm(path.join(dir, old), { recursive: true, force: true });
}

function settingsOf(config: ServerConfig): { enabled: boolean; max: number } {
  const element = config.blocks.find('', 'system.applicationHost/configHistory')[0]?.element;
  const max = Number(element?.get('maxHistories') ?? MAX_HISTORIES);
  return {
    enabled: element?.get('enabled')?.toLowerCase() !== 'false',
    max: Number.isInteger(max) && max > 0 ? max : MAX_HISTORIES,
  };
}

/** Oldest first. */
async function namesIn(dir: string): Promise<string[]> {
  try {
    return (await readdir(dir)).filter((name) => HISTORY_NAME.test(name)).toSorted();
  } catch (error) {
    if (fsCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** The practice server's history, as anybody may read it. */
export function historyOf(dir: string): KeptConfigs {
  return {
    list: async () => {
      const found: KeptConfig[] = [];
      for (const name of await namesIn(dir)) {
        const info = await stat(path.join(dir, name, FILE)).catch(() => null);
        if (info) found.push({ kind: 'history', name, at: info.mtime.toISOString() });
      }
      return found;
    },
    read: async (kept): Promise<SourceFile> => {
      checkKeptName(kept);
      if (kept.kind !== 'history') throw new AppError('not-found', 'The practice server makes no backups.');
      const file = await readSourceIfThere(path.join(dir, kept.name, FILE));
      if (!file) throw keptGone(kept.name);
      return file;
    },
  };
}
