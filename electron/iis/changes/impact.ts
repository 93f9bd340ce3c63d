import type { ChangeRequest, ServerAction } from '../../../shared/model/readiness';
import type { RuntimeState } from '../../../shared/model/runtime';
import type { Gateway } from '../../gateways/gateway';
import { effective, fold, parseTimeSpan, type ServerConfig } from '../config';
import { reachOf, type Reach } from './impact-reach';
import { count, nameList, quoted, secondsInWords, socketsOf, socketWords } from './impact-words';

export interface ImpactInput {
  config: ServerConfig;
  requests: readonly ChangeRequest[];
  runtime: RuntimeState | null;
  gatewayKind: Gateway['kind'];
}

/**
 * What applying does to what is running, in sentences: which pools recycle, which applications restart, how many
 * sockets that cuts; what isn't known is said to be unknown. Facts: pool writes recycle unless
 * disallowRotationOnConfigChange; site limits go to HTTP.sys without a recycle; a system.webServer section restarts
 * the applications under it, and ASP.NET then ends its sockets at once.
 */
export function impactOf({ config, requests, runtime, gatewayKind }: ImpactInput): string[] {
  const reach = reachOf(config, requests);
  const actions = requests.flatMap((request) => (request.kind === 'action' ? [request.action] : []));
  const sentences = [
    ...inheritedWords(reach),
    ...poolWords(config, reach, runtime),
    ...integratedWords(config, requests),
    ...pathWords(config, reach, runtime),
    ...[...reach.moved].map((app) => `${quoted(app)} may restart; its open sockets are then cut.`),
    ...limitWords(reach),
    ...[...reach.server].map(
      (section) => `${section} changes for the whole server; nothing is known to restart.`,
    ),
    ...(reach.globalModules ? [`Loading another global module ${everything(config, runtime)}`] : []),
    ...actions.map((action) => actionImpact(config, action, runtime)),
  ];
  if (gatewayKind !== 'file' || sentences.length === 0) return sentences;
  return ['Only the file is written; what follows happens on the server that uses it.', ...sentences];
}

function inheritedWords({ inherited }: Reach): string[] {
  return inherited.map(({ setting, objects, what }) =>
    objects.length === 0
      ? `${setting} touches no ${what}: each has a value of its own.`
      : `${setting} touches ${count(objects.length, what)} that ${objects.length === 1 ? 'inherits' : 'inherit'} it: ${nameList(objects.map(quoted))}.`,
  );
}

function poolWords(config: ServerConfig, { pools }: Reach, runtime: RuntimeState | null): string[] {
  const names = [...pools.keys()];
  if (names.length <= 5) return [...pools].map(([pool, sure]) => recycleWords(config, pool, runtime, sure));
  const recycled = names.filter((pool) => keepsRunning(config, pool) !== true);
  if (recycled.length === 0)
    return [`None of ${count(names.length, 'pool')} recycles: they wait for their next start.`];
  const sockets = socketWords(socketsOf(runtime, 'pools', recycled));
  const verb = recycled.some((pool) => pools.get(pool)) ? 'Recycles' : 'May recycle';
  return [
    `${verb} ${count(recycled.length, 'pool')} (${nameList(recycled.map(quoted))}): ${sockets} must leave.${sessionWords(config, recycled)}`,
  ];
}

function recycleWords(
  config: ServerConfig,
  pool: string,
  runtime: RuntimeState | null,
  sure: boolean,
): string {
  const keeps = keepsRunning(config, pool);
  if (keeps === true) {
    return `${quoted(pool)} does not recycle (disallowRotationOnConfigChange): the change waits for its next start.`;
  }
  const state = runtime?.pools.find(({ name }) => fold(name) === fold(pool))?.state;
  if (state === 'Stopped') return `${quoted(pool)} is stopped: nothing recycles.`;
  const verb = keeps === null || !sure ? 'May recycle' : 'Recycles';
  const apps = config.applicationsOf(pool);
  const runs = apps.length === 0 ? '' : ` It runs ${nameList(apps.map(quoted))}.`;
  return `${verb} ${quoted(pool)}: ${leaving(config, pool, runtime)}${runs}${sessionWords(config, [pool])}`;
}

/** ASP.NET keeps sessions in the worker process unless sessionState says otherwise, which stands in web.config. */
function sessionWords(config: ServerConfig, pools: readonly string[]): string {
  const managed = pools.some((pool) => {
    const version = value(config, pool, 'managedRuntimeVersion');
    return version !== '' && config.applicationsOf(pool).length > 0;
  });
  return managed ? ' ASP.NET sessions kept in process (the default) are lost with it.' : '';
}

/** "3 open sockets have 90 s to leave." */
function leaving(config: ServerConfig, pool: string, runtime: RuntimeState | null): string {
  const sockets = socketsOf(runtime, 'pools', [pool]);
  const limit = value(config, pool, 'processModel.shutdownTimeLimit');
  const seconds = typeof limit === 'string' ? parseTimeSpan(limit) : null;
  const time = seconds === null ? 'the time of shutdownTimeLimit' : secondsInWords(seconds);
  if (sockets === 0) return 'no socket is open there now.';
  return `${socketWords(sockets)} ${sockets === 1 ? 'has' : 'have'} ${time} to leave.`;
}

function keepsRunning(config: ServerConfig, pool: string): boolean | null {
  const found = value(config, pool, 'recycling.disallowRotationOnConfigChange');
  return typeof found === 'boolean' ? found : null;
}

function value(config: ServerConfig, pool: string, setting: string): unknown {
  return config.findPool(pool) ? effective(config, { kind: 'pool', pool }, setting).value : null;
}

function integratedWords(config: ServerConfig, requests: readonly ChangeRequest[]): string[] {
  return requests.flatMap((request) => {
    if (request.kind !== 'config' || request.edit.kind !== 'set') return [];
    const { target, setting, value: mode } = request.edit;
    if (target.kind !== 'pool' || setting !== 'managedPipelineMode' || fold(mode) !== 'integrated') return [];
    const apps = config.applicationsOf(target.pool);
    if (apps.length === 0) return [];
    const names = nameList(apps.map(quoted));
    const whose = apps.length === 1 ? names : `${count(apps.length, 'application')} (${names})`;
    return [
      `Integrated mode is then that of ${whose}: system.web/httpModules, httpHandlers or impersonation in a web.config there would answer 500.22 to 500.24.`,
    ];
  });
}

function pathWords(config: ServerConfig, { paths }: Reach, runtime: RuntimeState | null): string[] {
  return [...paths].map(([path, sections]) => {
    const what = nameList([...sections]);
    if (path === '') return `A change of ${what} for the server ${everything(config, runtime)}`;
    const [site = path] = path.split('/');
    const sockets = socketsOf(runtime, 'sites', [site]);
    const among =
      path === site || sockets === null || sockets === 0
        ? ''
        : ` of ${quoted(site)}, as far as they are there,`;
    const cut =
      sockets === 0 ? 'no socket is open there now' : `${socketWords(sockets)}${among} may be cut at once`;
    return `A change of ${what} restarts the applications under ${quoted(path)}: ${cut}.`;
  });
}

function limitWords({ limits }: Reach): string[] {
  if (limits.size === 0) return [];
  return [
    `Settings of ${nameList([...limits].map(quoted))} take effect without a recycle; open sockets stay.`,
  ];
}

/** "recycles every pool (12): 30 open sockets must leave." */
function everything(config: ServerConfig, runtime: RuntimeState | null): string {
  const pools = config.pools.map(({ name }) => name);
  const sockets = socketsOf(runtime, 'pools', pools);
  const cut = sockets === 0 ? 'no socket is open now' : `${socketWords(sockets)} may be cut`;
  return `may restart everything in ${count(pools.length, 'pool')}: ${cut}.`;
}

function actionImpact(config: ServerConfig, action: ServerAction, runtime: RuntimeState | null): string {
  switch (action.kind) {
    case 'install-feature':
      return `Installing ${action.feature} rewrites applicationHost.config, can't be undone here, and ${everything(config, runtime)}`;
    case 'uninstall-feature':
      return `Uninstalling ${action.feature} rewrites applicationHost.config and ${everything(config, runtime)}`;
    case 'start-site':
      return `Starts the site ${quoted(action.site)}; nothing is cut.`;
    case 'stop-site':
      return `Stops the site ${quoted(action.site)}: ${socketWords(socketsOf(runtime, 'sites', [action.site]))} there will be cut, and nothing answers until it is started again.`;
    case 'start-pool':
      return `Starts the application pool ${quoted(action.pool)}; nothing is cut.`;
    case 'stop-pool':
      return `Stops ${quoted(action.pool)}: its applications answer 503 until it is started again, and ${leaving(config, action.pool, runtime)}`;
    case 'recycle-pool':
      return `Recycles ${quoted(action.pool)}: ${leaving(config, action.pool, runtime)}`;
    case 'add-firewall-rule':
      return `Lets TCP ${action.port} in from every address, in every firewall profile; nothing is cut.`;
    case 'remove-firewall-rule':
      return `Takes away our rule for TCP ${action.port}; new connections may then be blocked, open ones stay.`;
    case 'add-http-timeout':
    case 'delete-http-timeout':
      return 'Changes HTTP.sys for the whole machine and every program on it; the time-outs of a site win over it. Open sockets stay.';
  }
}
