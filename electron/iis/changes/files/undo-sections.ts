import { AppError } from '../../../../shared/errors';
import type { UndoPart } from '../../../../shared/model/changes';
import type { SiteFileContent, SiteFileNow, SiteFiles } from '../../../gateways/gateway';
import { sha256 } from '../../../storage/hash';
import { splicesOf, takeBack, unmergeWebConfig } from '../../config';
import type { EntryFile, KnownEntry } from '../journal-events';
import { copyOf } from '../undo-plan';

type Sections = Pick<UndoPart, 'back' | 'kept'> & { content: SiteFileContent };
type Backs = ReturnType<typeof unmergeWebConfig>['back'];

/**
 * The sections of a merge that are still as the entry left them, in a web.config that somebody changed since. null where
 * the journal does not say what was merged, or the file has gone. Throws `cannot-undo` where the copy from before can't
 * be used.
 */
export async function planSectionsUndo(
  siteFiles: SiteFiles,
  entry: KnownEntry,
  file: EntryFile,
  now: SiteFileNow,
): Promise<Sections | null> {
  const { sections = [], place } = file;
  if (sections.length === 0 || now.bytes === null || now.hash === null) return null;
  const old = await textBefore(siteFiles, entry);
  const { path, bytes } = now;
  const masked = sha256(bytes) !== now.hash || (old !== null && sha256(old.bytes) !== old.hash);
  const { back, kept } = unmergeWebConfig({ path, before: old?.bytes ?? null, now: bytes, sections, masked });
  const content = (some: Backs): Extract<SiteFileContent, { kind: 'bytes' }> => ({
    kind: 'bytes',
    bytes: takeBack(path, bytes, some),
    splices: splicesOf(some).map(({ removed, ...splice }) => ({ ...splice, removedHash: sha256(removed) })),
  });
  const sure: Backs = [];
  for (const each of back) {
    const commit = { folder: file.folder, name: place.name, expectedHash: now.hash, backup: '' };
    // A server that masks what it sends is asked whether what would be taken out is what was merged.
    const same = await isSame(() => siteFiles.hashAfter?.({ ...commit, content: content([each]) }));
    if (same) sure.push(each);
    else kept.push({ section: each.section, why: 'Somebody changed it since.' });
  }
  return {
    content: content(sure),
    back: sure.map(({ section }) => change(place, section, old === null)),
    kept: kept.map(({ section, why }) => ({ change: change(place, section, old === null), now: null, why })),
  };
}

async function isSame(ask: () => Promise<string> | undefined): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'file-changed') return false;
    throw error;
  }
}

/** null where the merge made the file. */
async function textBefore(
  siteFiles: SiteFiles,
  entry: KnownEntry,
): Promise<{ bytes: Uint8Array; hash: string } | null> {
  if (entry.hashBefore === '') return null;
  if (!siteFiles.readCopy) return { bytes: await copyOf(entry), hash: entry.hashBefore };
  const { bytes, hash, path } = await siteFiles.readCopy(entry.backup ?? '');
  if (bytes !== null && hash === entry.hashBefore) return { bytes, hash };
  throw new AppError(
    'cannot-undo',
    `The copy from before, ${path}, can't be used: it is not what was replaced.`,
    { where: { file: path }, fix: 'Take out by hand what is not wanted; the journal lists it.' },
  );
}

function change(
  { site, application, name }: EntryFile['place'],
  section: string,
  made: boolean,
): UndoPart['back'][number] {
  const object = `${site}${application}`;
  const setting = `${name}: ${section}`;
  const to = made ? 'not there' : 'as before';
  return { sentence: `${object}: ${setting} as placed → ${to}`, object, setting, old: 'as placed', new: to };
}
