import { toErrorData } from '../../../shared/errors';
import type { ChangePlan } from '../../../shared/model/changes';
import type { ServerAction } from '../../../shared/model/readiness';
import { readNow, type ApplyPorts } from './apply-ports';
import type { StoredChange } from './pending';
import { actionWords } from './request-words';

/**
 * Does one action with its journal entry around it, and waits until the server shows it. The sentence says what the
 * server answered. Throws what the gateway throws, with the entry ended as failed.
 */
export async function performAction(
  { gateway, journal, log, serverId, serverName }: ApplyPorts,
  change: StoredChange,
  action: ServerAction,
  group: string,
  plan: Pick<ChangePlan, 'changes'>,
): Promise<{ entryId: string; sentence: string }> {
  const words = actionWords(action);
  const old = plan.changes.find(({ id }) => id === change.id)?.old ?? words.old;
  const before = await readNow(gateway);
  const { file } = before.config;
  const entryId = await journal.begin({
    serverId,
    server: serverName,
    kind: 'action',
    file,
    backup: null,
    hashBefore: before.hashOf(file) ?? '',
    hashPlanned: null,
    changes: [
      { sentence: words.sentence, object: words.object, setting: words.setting, old, new: words.new },
    ],
    sentence: `${words.sentence}.`,
    undoable: false,
    group,
    action,
    pendingIds: [change.id],
  });
  log.info('action begun', { server: serverId, action: words.sentence, entry: entryId });
  let sentence: string;
  try {
    sentence = await gateway.perform(action);
  } catch (error) {
    await journal.end(entryId, { result: 'failed', hashAfter: null, sentence: toErrorData(error).message });
    throw error;
  }
  const hashAfter = await settled();
  await journal.end(entryId, { result: 'applied', hashAfter, sentence });
  return { entryId, sentence };

  /** Whether it shows or not, it was done; what comes next reads the server again anyway. */
  async function settled(): Promise<string | null> {
    try {
      await gateway.settle();
      return (await readNow(gateway)).hashOf(file);
    } catch (error) {
      log.warn('the server does not show the action yet', { server: serverId, entry: entryId, error });
      return null;
    }
  }
}
