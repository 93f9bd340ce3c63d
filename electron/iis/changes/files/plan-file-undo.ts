import { AppError } from '../../../../shared/errors';
import type { UndoPlan } from '../../../../shared/model/changes';
import type { SiteFileContent, SiteFiles } from '../../../gateways/gateway';
import type { ApplyPorts, Reading } from '../apply-ports';
import { impactOf } from '../impact';
import type { EntryFile, KnownEntry } from '../journal-events';
import { copyOf, inverse } from '../undo-plan';
import { readIfThere } from './commit-site-file';
import { planSectionsUndo } from './undo-sections';

export interface FileUndo {
  plan: UndoPlan;
  file: EntryFile;
  /** What the file gets. */
  content: SiteFileContent;
}

/**
 * What undoing the entry of a placed or merged file would do now: a file that is as the entry left it gets its very
 * bytes from before (or goes, where there was none); of a merged one that somebody changed since, the sections that are
 * still as they were merged are taken back, and the rest is named. Throws `cannot-undo` where nothing can be.
 */
export async function planFileUndo(
  ports: Pick<ApplyPorts, 'gateway' | 'runtime'>,
  entry: KnownEntry,
  { config }: Pick<Reading, 'config'>,
): Promise<FileUndo> {
  const file = entry.siteFile;
  const { siteFiles } = ports.gateway;
  if (!file) throw new AppError('internal', 'The journal does not say which file it was.');
  if (!siteFiles) throw notAsLeft(entry, null);
  const now = await readIfThere(siteFiles, file);
  const hash = now === null ? null : (now.hash ?? '');
  const request = {
    kind: 'file' as const,
    file: { place: file.place, content: { kind: 'new' as const, text: '' } },
  };
  const { gateway, runtime } = ports;
  const impact = impactOf({ config, requests: [request], runtime: runtime(), gatewayKind: gateway.kind });
  if (hash !== null && hash === entry.hashAfter) {
    const content = await contentBefore(siteFiles, entry);
    return {
      plan: { how: 'bytes', back: entry.changes.map(inverse), kept: [], impact, hash },
      file,
      content,
    };
  }
  const sections = now && (await planSectionsUndo(siteFiles, entry, file, now));
  if (!sections || hash === null) throw notAsLeft(entry, hash);
  const { content, back, kept } = sections;
  if (back.length === 0) throw notAsLeft(entry, hash);
  return { plan: { how: 'rest', back, kept, impact, hash }, file, content };
}

async function contentBefore(siteFiles: SiteFiles, entry: KnownEntry): Promise<SiteFileContent> {
  if (entry.hashBefore === '') return { kind: 'none' };
  if (siteFiles.backupAt) return { kind: 'copy', backup: entry.backup ?? '', hash: entry.hashBefore };
  return { kind: 'bytes', bytes: await copyOf(entry) };
}

/** Somebody else's text would go with ours. */
export function notAsLeft({ file, backup }: KnownEntry, now: string | null): AppError {
  const why =
    now === null
      ? `${file} can't be read now`
      : now === ''
        ? `${file} is not there any more`
        : `${file} has been changed since`;
  return new AppError('cannot-undo', `${why}, so it is left as it is.`, {
    where: { file },
    fix: backup === null ? 'Take out by hand what is not wanted.' : `The file from before lies at ${backup}.`,
  });
}
