import { embed, list } from '../../../../shared/words';
import type { Fix } from '../../../../shared/model/readiness';
import { booleanOf, effective, textOf, whyUnknown } from '../../config';
import type { ProxyRule } from '../../config';
import { fromEntry, fromSetting } from '../evidence';
import type { CheckDefinition, Finding } from '../facts';
import type { Scene } from '../scene';
import { everyApplication } from '../touches';
import { unknown } from './missing';

const SECTION = 'system.webServer/proxy';

/**
 * ARR: installed, proxying switched on, and rules that it can follow with an upgrade. Without it IIS tries to answer the
 * rewritten address all by itself and ends in a 404 (Microsoft's IIS support blog, "HTTP404 while using IIS URL Rewrite
 * to present a different WebApp"); its substatus is not said there, so only the 404 is.
 */
export const appProxy: CheckDefinition = {
  id: 'app.proxy',
  station: 'app',
  title: 'Proxy (ARR)',
  blocking: false,
  subject: 'proxy',
  run(scene) {
    const rules = scene.kind()?.rules ?? [];
    if (rules.length === 0) return null;
    const { config } = scene.facts;
    const evidence = rules.map(({ entry, url }) => ({ ...fromEntry('rule', entry), is: url }));
    if (config.sections.size > 0 && !config.sections.has(SECTION))
      return {
        state: 'broken',
        blocking: true,
        sentence: `A rule sends requests of ${scene.name} to another server, but Application Request Routing is not installed: URL Rewrite alone can't, and IIS answers 404; install ARR.`,
        note: 'no ARR',
        evidence,
        cause: 'its rule needs Application Request Routing, which is not installed',
      };
    const enabled = effective(config, { kind: 'server' }, 'proxy.enabled');
    const version = effective(config, { kind: 'server' }, 'proxy.httpVersion');
    const all = [...evidence, fromSetting(enabled, 'true'), fromSetting(version)];
    const on = booleanOf(enabled);
    const speaks = textOf(version);
    const wrong = rules.filter(({ scheme }) => scheme === 'ws' || scheme === 'wss');
    const faults = [
      ...(wrong.length > 0 ? [wrongScheme(scene, wrong)] : []),
      ...(on === false && rules.every(({ farm }) => farm === null) ? [proxyOff(scene)] : []),
      ...(speaks === 'Http10' ? [tooOld(scene)] : []),
    ];
    if (faults.length > 0) return together(faults, all);
    if (on === null || speaks === null)
      return unknown(
        `Whether the proxy is on is unknown: ${embed(whyUnknown(on === null ? enabled : version))}.`,
        {
          evidence: all,
        },
      );
    return {
      state: 'good',
      sentence: `ARR passes sockets of ${scene.name} on to ${list([...new Set(rules.map(({ host }) => host))])} with httpVersion ${speaks}; it ends each socket here and opens one of its own behind.`,
      evidence: all,
    };
  },
};

interface Fault {
  sentence: string;
  note: string;
  cause: string;
  fix?: Fix;
}

/** All of them: whoever mends only the first one still gets no socket. */
function together(faults: readonly Fault[], evidence: Finding['evidence']): Finding {
  const fixes = faults.flatMap(({ fix }) => fix ?? []);
  const [first] = fixes;
  return {
    state: 'broken',
    blocking: true,
    sentence: faults.map(({ sentence }) => sentence).join(' '),
    note: faults.map(({ note }) => note).join(', '),
    evidence,
    cause: list(faults.map(({ cause }) => cause)),
    // A fix that leaves another fault behind would turn nothing good.
    ...(first && fixes.length === faults.length
      ? {
          fix: {
            ...first,
            title: fixes.map(({ title }) => title).join('; '),
            changes: fixes.flatMap(({ changes }) => changes),
          },
        }
      : {}),
  };
}

function wrongScheme(scene: Scene, wrong: readonly ProxyRule[]): Fault {
  const names = list(wrong.map(({ name }) => name));
  return {
    sentence: `The rule ${names} of ${scene.name} sends requests to a ws:// address, which URL Rewrite does not know; write http:// or https:// there, the upgrade is passed on by itself.`,
    note: 'ws://',
    cause: `its rule ${names} names ws:// instead of http://`,
  };
}

function proxyOff(scene: Scene): Fault {
  return {
    sentence: `A rule sends requests of ${scene.name} to another server, but ARR's proxy is switched off (proxy enabled is false, its default), so IIS answers 404 instead of passing the handshake on.`,
    note: 'proxy off',
    cause: "ARR's proxy is switched off",
    fix: serverFix(scene, "Switch ARR's proxy on", 'proxy.enabled', 'true'),
  };
}

function tooOld(scene: Scene): Fault {
  return {
    sentence: `ARR speaks HTTP/1.0 to the server behind ${scene.name} (httpVersion Http10), in which there is no upgrade; PassThrough, the default, and Http11 both work.`,
    note: 'HTTP/1.0',
    cause: 'ARR speaks HTTP/1.0, which knows no upgrade',
    fix: serverFix(scene, 'Let ARR speak the HTTP version of the client', 'proxy.httpVersion', 'PassThrough'),
  };
}

function serverFix(scene: Scene, title: string, setting: string, value: string): Fix {
  return {
    title,
    changes: [{ kind: 'config', edit: { kind: 'set', target: { kind: 'server' }, setting, value } }],
    touches: everyApplication(scene.facts.config),
    cost: 'concerns the whole server and can restart every application on it; rules should name fixed servers only, or it becomes an open proxy',
    weight: 'blocks',
  };
}
