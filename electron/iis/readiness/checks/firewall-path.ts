import type { Network } from '../../../../shared/model/machine';
import { list } from '../../../../shared/words';
import { fact } from '../evidence';
import type { CheckDefinition, Finding } from '../facts';
import type { Scene } from '../scene';
import { unknown } from './missing';
import { webBindings } from './web-bindings';

export const firewallPath: CheckDefinition = {
  id: 'firewall.path',
  station: 'firewall',
  title: 'Way through the firewall',
  blocking: true,
  subject: 'firewall',
  run(scene) {
    const { server, network } = scene.facts;
    if (server === 'practice')
      return {
        state: 'good',
        sentence: `The practice server listens on loopback only, so no firewall stands between the client and ${scene.name}.`,
        note: 'loopback',
        evidence: [fact('network', 'loopback', 'practice server')],
      };
    const outside = webBindings(scene).filter(({ address }) => !LOOPBACK.has(address));
    if (outside.length === 0 && webBindings(scene).length > 0)
      return {
        state: 'good',
        sentence: `${scene.facts.site} listens on loopback addresses only, which no firewall stands before and no other computer reaches.`,
        note: 'loopback',
        evidence: webBindings(scene).map(({ bindingInformation, protocol, where }) =>
          fact(`${protocol} binding`, bindingInformation, 'bindings', { where }),
        ),
      };
    const ports = [...new Set(outside.map(({ port }) => port))];
    if (server === 'windows' && network && network.profiles.length > 0 && ports.length > 0)
      return judgePorts(scene, network, ports);
    const source = server === 'file' ? 'A configuration file' : 'The server';
    return unknown(
      ports.length === 0
        ? `${source} says nothing about the firewall.`
        : `${source} says nothing about the firewall${server === 'file' ? '' : ' (yet)'}; clients need TCP ${list(ports.map(String))} open on the way to ${scene.name}.`,
      // The rules stand in Windows, never in a configuration: no file can make this good, so it doesn't hold `ready`.
      { blocking: false },
    );
  },
};

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

type Rule = Network['rules'][number];

const meets = ({ ports, protocol }: Rule, port: number): boolean =>
  (protocol === 'TCP' || protocol === '6' || protocol === 'Any') &&
  (ports.length === 0 ||
    ports.some((text) => {
      const range = /^(\d+)(?:-(\d+))?$/.exec(text);
      if (!range) return text === 'Any';
      return port >= Number(range[1]) && port <= Number(range[2] ?? range[1]);
    }));

const holds = ({ profiles }: Rule, profile: string): boolean =>
  profiles.some((each) => each === 'Any' || each.toLowerCase() === profile.toLowerCase());

/** Windows's own firewall, profile in force by profile in force: a block rule wins over every allow rule. */
function judgePorts(scene: Scene, { profiles, rules }: Network, ports: readonly number[]): Finding {
  const inForce = profiles.filter((each) => each.inForce);
  const judged = inForce.length > 0 ? inForce : profiles;
  const evidence = judged.map(({ name, enabled, defaultInbound }) =>
    fact(`profile ${name}`, enabled ? `on, ${defaultInbound} by default` : 'off', 'Get-NetFirewallProfile'),
  );
  const blocked: { port: number; by: string }[] = [];
  for (const port of ports) {
    for (const { name, enabled, defaultInbound, localRules } of judged) {
      if (!enabled) continue;
      const mine = rules.filter(
        (rule) => meets(rule, port) && holds(rule, name) && (localRules !== false || rule.fromGroupPolicy),
      );
      const block = mine.find(({ action }) => action === 'Block');
      const allow = mine.find(({ action }) => action === 'Allow');
      const rule = block ?? allow;
      if (rule) evidence.push(fact(`TCP ${port}`, `${rule.action}: ${rule.displayName}`, `profile ${name}`));
      if (block) blocked.push({ port, by: `the rule ${block.displayName} (profile ${name})` });
      else if (!allow && defaultInbound !== 'Allow')
        blocked.push({ port, by: `the profile ${name}, where no rule lets it in` });
    }
  }
  const [first] = blocked;
  if (!first)
    return {
      state: 'good',
      sentence: `The firewall of the server lets TCP ${list(ports.map(String))} in; what stands between it and the client is not seen from here.`,
      note: 'open',
      evidence,
    };
  const closed = [...new Set(blocked.map(({ port }) => port))];
  // There a rule of our own would change nothing: only Group Policy lets in.
  const byPolicy = judged.find((each) => each.enabled && each.localRules === false);
  return {
    // Clients on the server itself, or behind a proxy on it, come through all the same.
    state: 'warning',
    blocking: false,
    sentence: `The firewall of the server keeps TCP ${list(closed.map(String))} out, by ${first.by}: clients from elsewhere can't connect to ${scene.name}.${byPolicy ? ` Group Policy lets no local rule count in the profile ${byPolicy.name}: the rule has to be made there.` : ''}`,
    note: 'closed',
    evidence,
    cause: `the firewall keeps TCP ${list(closed.map(String))} out`,
    ...(byPolicy !== undefined || blocked.some(({ by }) => by.startsWith('the rule'))
      ? {}
      : {
          fix: {
            title: `Let TCP ${list(closed.map(String))} in`,
            changes: closed.map((port) => ({
              kind: 'action' as const,
              action: { kind: 'add-firewall-rule' as const, port },
            })),
            touches: [scene.name],
            cost: 'cuts nothing; adds an inbound rule of our own name for all profiles',
            weight: 'blocks' as const,
          },
        }),
  };
}
