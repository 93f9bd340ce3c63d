import { AppError, toErrorData } from '../../../../shared/errors';
import type { UndoPlan } from '../../../../shared/model/changes';
import type { Outcome } from '../apply';
import { readNow, refuseReadOnly, throwIfCancelled } from '../apply-ports';
import type { ApplyPorts, Progress, Reading } from '../apply-ports';
import { SETTLE } from '../confirm';
import { impactOf } from '../impact';
import type { EntryFile, KnownEntry } from '../journal-events';
import { Steps } from '../steps';
import { copyOf, inverse } from '../undo-plan';
import { commitSiteFile, siteFileHash } from './commit-site-file';
import { placeName } from './site-file-state';

interface FileUndo {
  plan: UndoPlan;
  file: EntryFile;
  /** The bytes from before; null: there was no file, so it goes. */
  before: Uint8Array | null;
}

/**
 * What undoing the entry of a placed or merged file would do now. Throws `cannot-undo` where the file is not as the
 * entry left it: somebody else's text would go with ours.
 */
export async function planFileUndo(
  ports: Pick<ApplyPorts, 'gateway' | 'runtime'>,
  entry: KnownEntry,
  { config }: Pick<Reading, 'config'>,
): Promise<FileUndo> {
  const file = entry.siteFile;
  if (!file) throw new AppError('internal', 'The journal does not say which file it was.');
  const hash = await siteFileHash(ports, file);
  if (hash === null || hash !== entry.hashAfter) throw notAsLeft(entry, hash);
  const before = entry.hashBefore === '' ? null : await copyOf(entry);
  const request = {
    kind: 'file' as const,
    file: { place: file.place, content: { kind: 'new' as const, text: '' } },
  };
  const { gateway, runtime } = ports;
  const impact = impactOf({
    config,
    requests: [request],
    runtime: runtime(),
    gatewayKind: gateway.kind,
  });
  return { plan: { how: 'bytes', back: entry.changes.map(inverse), kept: [], impact, hash }, file, before };
}

/** Takes the entry back: the very bytes from before, or no file where there was none. As `putBack` otherwise. */
export async function undoFile(
  ports: ApplyPorts,
  { entry, previewed }: { entry: KnownEntry; previewed: string | undefined },
  { onSteps, signal }: Progress,
): Promise<Outcome> {
  const { gateway } = ports;
  const READ = 'Read the file again';
  const write = entry.hashBefore === '' ? `Take ${entry.file} away` : `Put ${entry.file} back`;
  const steps = new Steps([READ, write, ...(gateway.kind === 'file' ? [] : [SETTLE])], onSteps);
  const { file, before } = await steps.run(READ, async () => {
    const now = await readNow(gateway);
    const planned = await planFileUndo(ports, entry, now);
    refuseReadOnly(now, gateway);
    if (previewed !== undefined && planned.plan.hash !== previewed) throw notAsLeft(entry, planned.plan.hash);
    return { result: planned };
  });
  throwIfCancelled(signal);
  const done = before === null ? 'is gone again' : 'is as it was before';
  const sentence = `Taken back: ${placeName(file.place)} ${done}.`;
  const begun: { id: string | null } = { id: null };
  let written = false;
  try {
    await steps.run(write, async () => {
      const current = await gateway.siteFiles?.read(file.folder, file.place.name);
      await commitSiteFile(ports, {
        file,
        path: entry.file,
        before: current?.bytes ?? null,
        after: before,
        entry: { changes: entry.changes.map(inverse), sentence, pendingIds: [], undoes: entry.id },
        onBegun: (id) => {
          begun.id = id;
        },
      });
      return { result: undefined };
    });
    written = true;
    if (gateway.kind !== 'file')
      await steps.run(SETTLE, async () => {
        await gateway.settle();
        return { result: undefined };
      });
    return { applied: true, sentence, steps: steps.all(), entryId: begun.id };
  } catch (error) {
    if (begun.id === null) throw error;
    const data = toErrorData(error);
    const said = written ? `${sentence} ${data.message}` : data.message;
    return { applied: written, sentence: said, steps: steps.all(), entryId: begun.id, error: data };
  }
}

function notAsLeft({ file, backup }: KnownEntry, now: string | null): AppError {
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
