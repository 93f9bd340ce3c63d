import { AppError } from '../../shared/errors';
import type { Readiness } from '../../shared/model/readiness';
import type { SettingValue } from '../../shared/model/settings';
import { effectiveAll } from '../iis/config';
import type { ServerConfig } from '../iis/config';
import type { OpenServer } from '../servers/open-server';
import { EXIT, sign } from './output';
import type { Output } from './output';

/** How many live handshakes run at a time. */
const AT_ONCE = 8;

/**
 * Reads one server and judges every site (or the one named): exit 0 when all of them are ready, else 1. On the practice
 * server each site's handshake is tried with a real socket first.
 */
export async function inspect(open: OpenServer, siteName: string | undefined, out: Output): Promise<number> {
  const { config } = await open.session.snapshot();
  // A window shows what comes late when it comes; here it is waited for.
  await open.session.gateway.real?.refreshParts();
  await open.session.readRuntime();
  if (siteName !== undefined && !config.findSite(siteName))
    throw new AppError(
      'not-found',
      `There is no site "${siteName}" in ${config.file}; it has ${listed(config.sites.map(({ name }) => name))}.`,
    );
  const names =
    siteName === undefined
      ? config.sites.map(({ name }) => name)
      : [config.findSite(siteName)?.name ?? siteName];
  if (open.session.gateway.handshake === 'automatic') await tryAll(open, names);
  const judged = await Promise.all(names.map(async (name) => (await open.readiness(name, '/')).readiness));
  if (out.json) out.object(report(open, config, names, judged));
  else print(open, config, judged, out);
  return judged.length > 0 && judged.every(({ ready }) => ready === true) ? EXIT.good : EXIT.notGood;
}

async function tryAll(open: OpenServer, names: readonly string[]): Promise<void> {
  const waiting = [...names];
  const worker = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      // A site that nothing listens for has no handshake to try; its readiness says so.
      await open.tryHandshake(name, '/').catch(() => undefined);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const setting = ({ name, value, source, locked, unknown }: SettingValue) => ({
  name,
  value,
  source: source && { layer: source.layer, label: source.label, ...source.where },
  locked,
  ...(unknown ? { unknown } : {}),
});

function report(
  open: OpenServer,
  config: ServerConfig,
  names: readonly string[],
  judged: readonly Readiness[],
): unknown {
  return {
    server: { kind: open.session.entry.kind, name: open.session.entry.name, file: config.file },
    problems: config.problems,
    ...(open.session.gateway.real ? { parts: open.session.gateway.real.parts() } : {}),
    pools: config.pools.map(({ name }) => ({
      name,
      settings: effectiveAll(config, { kind: 'pool', pool: name }).map(setting),
    })),
    sites: names.map((name, index) => {
      const site = config.findSite(name);
      const readiness = judged[index];
      return {
        name,
        id: site?.id ?? null,
        pool: site?.applications.find(({ path }) => path === '/')?.pool ?? null,
        ready: readiness?.ready ?? null,
        verdict: readiness?.verdict ?? '',
        stations: (readiness?.stations ?? []).map(({ id, state, checks }) => ({
          id,
          state,
          checks: checks.map(({ id: checkId, state: checkState, sentence, evidence, fix, blocking }) => ({
            id: checkId,
            state: checkState,
            blocking,
            sentence,
            evidence,
            ...(fix ? { fix } : {}),
          })),
        })),
        settings: effectiveAll(config, { kind: 'site', site: name }).map(setting),
      };
    }),
  };
}

function print(open: OpenServer, config: ServerConfig, judged: readonly Readiness[], out: Output): void {
  out.line(config.file);
  for (const { title, state, sentence, fix } of open.session.gateway.real?.parts() ?? [])
    if (state === 'failed')
      out.line(`  ? ${[`${title}: ${sentence ?? 'unknown'}`, fix].filter(Boolean).join(' ')}`);
  for (const problem of config.problems)
    out.line(`  ${problem.severity === 'error' ? '✗' : '!'} ${problem.sentence}`);
  if (judged.length === 0) out.line('  This configuration has no site.');
  for (const readiness of judged) {
    out.line();
    out.line(readiness.verdict);
    out.line(`  ${readiness.stations.map(({ title, state }) => `${sign(state)} ${title}`).join('  ')}`);
    for (const { checks } of readiness.stations)
      for (const { state, sentence, blocking } of checks)
        if (state === 'warning' || state === 'broken' || (state !== 'good' && blocking))
          out.line(`    ${sign(state)} ${sentence}`);
  }
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'no site at all';
  return (
    names
      .slice(0, 5)
      .map((name) => `"${name}"`)
      .join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '')
  );
}
