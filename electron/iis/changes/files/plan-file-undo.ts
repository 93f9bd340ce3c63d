import { AppError } from '../../../../shared/errors';
import type { SiteFileContent, SiteFiles } from '../../../gateways/gateway';
import type { ApplyPorts } from '../apply-ports';
import type { EntryFile, KnownEntry } from '../journal-events';
import { copyOf, inverse, type EntryUndo } from '../undo-plan';
import { readIfThere } from './commit-site-file';
import { planSectionsUndo } from './undo-sections';

export interface FileUndo {
  plan: EntryUndo;
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
  { gateway: { siteFiles } }: Pick<ApplyPorts, 'gateway'>,
  entry: KnownEntry,
): Promise<FileUndo> {
  const file = entry.siteFile;
  if (!file) throw new AppError('internal', 'The journal does not say which file it was.');
  if (!siteFiles) throw notAsLeft(entry, null);
  const now = await readIfThere(siteFiles, file);
  const hash = now === null ? null : (now.hash ?? '');
  const request = {
    kind: 'file' as const,
    file: { place: file.place, content: { kind: 'new' as const, text: '' } },
  };
  const requests = [request];
  if (hash !== null && hash === entry.hashAfter) {
    const content = await contentBefore(siteFiles, entry);
    const back = entry.changes.map((change) => asBefore(entry, change));
    return { plan: { how: 'bytes', back, kept: [], hash, requests }, file, content };
  }
  const sections = now && (await planSectionsUndo(siteFiles, entry, file, now));
  if (!sections || hash === null) throw notAsLeft(entry, hash);
  const { content, back, kept } = sections;
  if (back.length === 0) throw notAsLeft(entry, hash);
  return { plan: { how: 'rest', back, kept, hash, requests }, file, content };
}

/** What was merged into a file had no one value before. */
function asBefore({ hashBefore }: KnownEntry, change: KnownEntry['changes'][number]): typeof change {
  return inverse({ ...change, old: change.old ?? (hashBefore === '' ? 'no file' : 'as before') });
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
