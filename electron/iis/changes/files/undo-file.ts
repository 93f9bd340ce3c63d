import { toErrorData } from '../../../../shared/errors';
import type { SiteFileContent } from '../../../gateways/gateway';
import type { Outcome } from '../apply';
import { readNow, refuseReadOnly, throwIfCancelled } from '../apply-ports';
import type { ApplyPorts, Progress } from '../apply-ports';
import { SETTLE } from '../confirm';
import type { EntryFile, KnownEntry } from '../journal-events';
import { Steps } from '../steps';
import { sameUndo, type EntryUndo } from '../undo-plan';
import { commitSiteFile } from './commit-site-file';
import { notAsLeft, planFileUndo } from './plan-file-undo';
import { placeName } from './site-file-state';

/** Takes the entry back as `planFileUndo` says. As `putBack` otherwise. */
export async function undoFile(
  ports: ApplyPorts,
  { entry, previewed }: { entry: KnownEntry; previewed: EntryUndo },
  { onSteps, signal }: Progress,
): Promise<Outcome> {
  const { gateway } = ports;
  const READ = 'Read the file again';
  const write = entry.hashBefore === '' ? `Take ${entry.file} away` : `Put ${entry.file} back`;
  const steps = new Steps([READ, write, ...(gateway.kind === 'file' ? [] : [SETTLE])], onSteps);
  const { file, content, plan } = await steps.run(READ, async () => {
    const now = await readNow(gateway);
    const planned = await planFileUndo(ports, entry);
    refuseReadOnly(now, gateway);
    if (!sameUndo(planned.plan, previewed)) throw notAsLeft(entry, planned.plan.hash);
    return { result: planned };
  });
  throwIfCancelled(signal);
  const sentence = sentenceOf(file, content, plan);
  const begun: { id: string | null } = { id: null };
  let written = false;
  try {
    await steps.run(write, async () => {
      await commitSiteFile(ports, {
        file: { place: file.place, folder: file.folder, recipe: file.recipe },
        path: entry.file,
        before: plan.hash,
        after: content,
        entry: { changes: plan.back, sentence, pendingIds: [], undoes: entry.id },
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

function sentenceOf({ place }: EntryFile, { kind }: SiteFileContent, { how, back, kept }: EntryUndo): string {
  const name = placeName(place);
  if (how !== 'rest')
    return `Taken back: ${name} ${kind === 'none' ? 'is gone again' : 'is as it was before'}.`;
  const sections = (some: EntryUndo['back']): string => some.map(({ setting }) => setting).join(', ');
  const left = kept.length === 0 ? '' : ` Left as it is: ${sections(kept.map(({ change }) => change))}.`;
  return `Taken back in ${name}: ${sections(back)}.${left}`;
}
