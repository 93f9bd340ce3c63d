import { duration, list } from '../../../../shared/words';
import type { CheckDefinition } from '../facts';
import { hopsOf } from '../hops';
import { everyApplication } from '../touches';
import { unknown } from './missing';

/** The default of ARR is two minutes, of a farm half a minute; one report says a busy socket is cut by it, too. */
const SHORT_S = 120;
const RAISED = '01:00:00';

/** How long ARR waits. Whether it counts silence or the socket's whole life is disputed, so raise it and ping. */
export const appProxyTimeout: CheckDefinition = {
  id: 'app.proxy-timeout',
  station: 'app',
  title: "The proxy's time-out",
  blocking: false,
  subject: "the proxy's time-out",
  run(scene) {
    const { facts, name } = scene;
    if ((scene.kind()?.rules ?? []).length === 0) return null;
    // Without ARR there is no time-out; app.proxy says so.
    if (facts.config.sections.size > 0 && !facts.config.sections.has('system.webServer/proxy')) return null;
    const hops = hopsOf(scene);
    if (hops === null) return unknown(`How long the proxy waits for sockets of ${name} is unknown.`);
    const evidence = hops.map((hop) => hop.evidence);
    const short = hops.filter(({ seconds }) => seconds <= SHORT_S);
    if (short.length === 0)
      return {
        state: 'good',
        sentence: `Sockets of ${name} may be silent for ${list(hops.map((hop) => `${duration(hop.seconds)} (${hop.name})`))} on their way through this server.`,
        evidence,
      };
    const arr = short.find((hop) => hop.name === "ARR's proxy");
    return {
      state: 'warning',
      sentence: `Sockets of ${name} that are silent for ${list(short.map((hop) => `${duration(hop.seconds)} (${hop.name})`))} are cut on their way through this server, and whether busy ones are left alone is disputed: raise the time-out, and ping.`,
      note: duration(short[0]?.seconds ?? 0),
      evidence,
      cause: list(short.map((hop) => `${hop.name} waits only ${duration(hop.seconds)}`)),
      ...(arr
        ? {
            fix: {
              title: "Let ARR's proxy wait an hour",
              changes: [
                {
                  kind: 'config' as const,
                  edit: {
                    kind: 'set' as const,
                    target: { kind: 'server' as const },
                    setting: 'proxy.timeout',
                    value: RAISED,
                  },
                },
              ],
              touches: everyApplication(facts.config),
              cost: 'concerns every proxied request of the server: a server behind that hangs is waited for as long; it can restart every application',
              weight: 'advice' as const,
            },
          }
        : {}),
    };
  },
};
