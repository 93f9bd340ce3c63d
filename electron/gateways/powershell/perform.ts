import { AppError } from '../../../shared/errors';
import type { ServerAction } from '../../../shared/model/readiness';
import { firewallRule } from './scripts/firewall-rule';
import { httpTimeout } from './scripts/http-timeout';
import { installFeature } from './scripts/install-feature';
import { setState } from './scripts/set-state';
import { uninstallFeature } from './scripts/uninstall-feature';
import type { PowerShellSession } from './session';

const STATES = {
  'start-site': 'started',
  'stop-site': 'stopped',
  'start-pool': 'started',
  'stop-pool': 'stopped',
  'recycle-pool': 'recycled',
} as const;

type OnProgress = ((sentence: string) => void) | undefined;

/** Does one action by its script and answers one sentence. Throws AppError; see session.ts. */
export async function performOn(
  session: PowerShellSession,
  action: ServerAction,
  onProgress?: OnProgress,
): Promise<string> {
  switch (action.kind) {
    case 'install-feature':
    case 'uninstall-feature':
      return changeFeature(session, action, onProgress);
    case 'start-site':
    case 'stop-site':
      await session.run(setState, { kind: action.kind, name: action.site });
      return `The site ${action.site} is ${STATES[action.kind]}.`;
    case 'start-pool':
    case 'stop-pool':
    case 'recycle-pool':
      await session.run(setState, { kind: action.kind, name: action.pool });
      return `The application pool ${action.pool} is ${STATES[action.kind]}.`;
    case 'add-firewall-rule':
      await session.run(firewallRule, { action: 'add', port: action.port });
      return `The firewall lets TCP ${action.port} in.`;
    case 'remove-firewall-rule':
      await session.run(firewallRule, { action: 'remove', port: action.port });
      return `Our firewall rule for TCP ${action.port} is gone.`;
    case 'add-http-timeout':
      await session.run(httpTimeout, { action: 'add', timeout: action.timeout, seconds: action.seconds });
      return `The HTTP.sys ${action.timeout} is ${action.seconds} s.`;
    case 'delete-http-timeout':
      await session.run(httpTimeout, { action: 'delete', timeout: action.timeout, seconds: null });
      return `The HTTP.sys ${action.timeout} is its default again.`;
  }
}

async function changeFeature(
  session: PowerShellSession,
  action: Extract<ServerAction, { kind: 'install-feature' | 'uninstall-feature' }>,
  onProgress: OnProgress,
): Promise<string> {
  const installs = action.kind === 'install-feature';
  const { feature } = action;
  const result = await session.run(
    installs ? installFeature : uninstallFeature,
    { feature },
    {
      onProgress: ({ activity, percent }) =>
        onProgress?.(percent === null ? activity : `${activity}, ${percent} %`),
    },
  );
  const done = installs ? 'installed' : 'uninstalled';
  if (!result.success)
    throw new AppError('action-refused', `${feature} was not ${done}: Windows answered ${result.exitCode}.`, {
      fix: 'Look at the server manager log on the server, then try again.',
    });
  return result.restartNeeded
    ? `${feature} is ${done}, but works so only after a restart of Windows.`
    : `${feature} is ${done}.`;
}
