import { AppError } from '../../../shared/errors';
import type { RestorePlan } from '../../../shared/model/changes';
import type { Gateway } from '../../gateways/gateway';
import type { Outcome } from './apply';
import { alone, type ApplyPorts, type Progress, type Reading } from './apply-ports';
import type { FileWrite } from './commit-file';
import { diffFile } from './diff-file';
import { impactOf } from './impact';
import { nameList } from './impact-words';
import type { KnownEntry } from './journal-events';
import { canBeUndone, iisBackupOf } from './journal-view';
import { putBack } from './put-back';
import { movedBy } from './whole-file';
import { changedSince } from './undo';
import { copyOf } from './undo-plan';

interface Planned {
  plan: RestorePlan;
  entry: KnownEntry;
  content: FileWrite['content'];
  changes: KnownEntry['changes'];
}

/**
 * What putting back the whole file from before an entry would do now: every line of it, and every change since that it
 * would take away, ours and others'. Throws `not-found`, and `cannot-undo` where there is no sound copy.
 */
export async function planRestore(
  { gateway, runtime, serverId }: Pick<ApplyPorts, 'gateway' | 'runtime' | 'serverId'>,
  entries: readonly KnownEntry[],
  id: string,
  reading: Reading,
): Promise<Planned> {
  const entry = entries.find((each) => each.id === id && each.serverId === serverId);
  if (!entry) throw new AppError('not-found', 'The journal of this server has no such entry.');
  if (entry.kind !== 'config' || entry.backup === null)
    throw new AppError('cannot-undo', 'There is no backup from before this entry.', {
      fix: 'Take an entry that wrote a configuration file.',
    });
  const hash = reading.hashOf(entry.file);
  if (hash === null)
    throw new AppError('cannot-undo', `${entry.file} is not a file of this server any more.`, {
      fix: 'Restore it where that file is used.',
    });
  if (hash === entry.hashBefore)
    throw new AppError('cannot-undo', `${entry.file} is as it was before this entry already.`, {
      fix: 'There is nothing to restore.',
    });
  const { bytes, content } = await keptBefore(gateway, entry);
  const mine = entries.filter((each) => each.serverId === serverId && each.file === entry.file);
  const since = mine.slice(mine.indexOf(entry)).filter(canBeUndone);
  const last = mine.findLast(({ hashAfter }) => hashAfter !== null);
  const text = (from: Uint8Array): string => new TextDecoder().decode(from);
  const now = reading.config.files.applicationHost.bytes;
  const { changes, requests, comeOrGo } = movedBy(reading.config, bytes);
  const plan: RestorePlan = {
    diffs: [diffFile({ file: entry.file, before: text(now), after: text(bytes) })],
    loses: since.map(({ sentence }) => sentence),
    impact: [
      ...(comeOrGo.length > 0 ? [`These come or go with it: ${nameList(comeOrGo)}.`] : []),
      ...impactOf({ config: reading.config, requests, runtime: runtime(), gatewayKind: gateway.kind }),
    ],
    outside: last?.hashAfter !== hash,
    hash,
  };
  return { plan, entry, content, changes };
}

/** What lay there before the entry: our copy of it, or IIS's own backup, which IIS itself puts back. */
async function keptBefore(
  { writes, kept }: Pick<Gateway, 'writes' | 'kept'>,
  entry: KnownEntry,
): Promise<{ bytes: Uint8Array; content: FileWrite['content'] }> {
  if (writes === 'bytes' || !kept) {
    const bytes = await copyOf(entry);
    return { bytes, content: { kind: 'bytes', bytes } };
  }
  const from = iisBackupOf(entry) ?? '';
  const { bytes, hash } = await kept.read({ kind: 'backup', name: from });
  if (hash !== entry.hashBefore)
    throw new AppError('cannot-undo', `IIS's backup ${from} is not what this entry replaced.`, {
      fix: 'Take another entry, or change the values back one by one; the journal lists them.',
    });
  return { bytes, content: { kind: 'restore', from, hash } };
}

/**
 * Puts back the whole file from before an entry. `typed` must be the server's name, as a person typed it; `previewed` the
 * hash of the plan that was shown. Throws `bad-request`, what `planRestore` throws, `file-changed`, `busy`.
 */
export function restoreBackup(
  ports: ApplyPorts,
  asked: { entryId: string; previewed: string; typed: string },
  progress: Progress,
): Promise<Outcome> {
  if (asked.typed.trim() !== ports.serverName)
    throw new AppError(
      'bad-request',
      `"${asked.typed}" is not the name of this server, ${ports.serverName}.`,
      {
        fix: 'Type the name as it stands above the page.',
      },
    );
  return alone(ports, () =>
    putBack(
      ports,
      async (entries, now) => {
        const { plan, entry, content, changes } = await planRestore(ports, entries, asked.entryId, now);
        if (plan.hash !== asked.previewed) throw changedSince(entry.file);
        const sentence = `The whole file was restored as it was before ${entry.at}.`;
        return {
          path: entry.file,
          hash: plan.hash,
          content,
          entry: { changes, sentence, pendingIds: [] },
          edits: [],
        };
      },
      progress,
    ),
  );
}
