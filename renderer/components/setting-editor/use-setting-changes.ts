import type { CallInput, CallOutput } from '../../../shared/contract';
import type { ConfigEdit } from '../../../shared/model/settings';
import { toBridgeError } from '../../ipc/bridge';
import { useAction, useCall } from '../../ipc/hooks';

export type Target = CallInput<'inventory.detail'>['target'];
export type Pending = CallOutput<'changes.get'>['changes'][number];

export interface SettingChanges {
  serverId: string;
  /** The change of this setting that waits in the list, if one does. */
  pendingOf: (target: Target, setting: string) => Pending | undefined;
  /** Adds to the pending changes; answers null, or the sentence it was refused with. */
  set: (target: Target, setting: string, value: string) => Promise<string | null>;
  /** Takes the setting's own value away, so that the inherited one holds. */
  reset: (target: Target, setting: string) => Promise<string | null>;
  takeBack: (pending: Pending) => Promise<string | null>;
}

/** Edits of single settings, as pending changes of a server: nothing is written here. */
export function useSettingChanges(serverId: string): SettingChanges {
  const plan = useCall('changes.get', { serverId });
  const add = useAction('changes.add');
  const remove = useAction('changes.remove');

  const sentence = async (doing: Promise<unknown>): Promise<string | null> => {
    try {
      await doing;
      return null;
    } catch (error) {
      const { message, fix } = toBridgeError(error);
      return fix === undefined ? message : `${message} ${fix}`;
    }
  };
  const edit = (one: ConfigEdit) =>
    sentence(add.mutateAsync({ serverId, requests: [{ kind: 'config', edit: one }], weight: 'edit' }));

  return {
    serverId,
    pendingOf: (target, setting) =>
      plan.data?.changes.find(
        ({ request }) => request.kind === 'config' && edits(request.edit, target, setting),
      ),
    set: (target, setting, value) => edit({ kind: 'set', target, setting, value }),
    reset: (target, setting) => edit({ kind: 'reset', target, setting }),
    takeBack: ({ id }) => sentence(remove.mutateAsync({ serverId, ids: [id] })),
  };
}

function edits(edit: ConfigEdit, target: Target, setting: string): boolean {
  return (
    (edit.kind === 'set' || edit.kind === 'reset') &&
    edit.setting === setting &&
    sameTarget(edit.target, target)
  );
}

/** IIS compares names without case. */
const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function sameTarget(one: Target, other: Target): boolean {
  if (one.kind === 'pool') return other.kind === 'pool' && same(one.pool, other.pool);
  if (one.kind === 'site') return other.kind === 'site' && same(one.site, other.site);
  if (one.kind === 'application')
    return other.kind === 'application' && same(one.site, other.site) && same(one.path, other.path);
  return other.kind === 'server';
}
