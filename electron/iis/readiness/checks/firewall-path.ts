import { list } from '../../../../shared/words';
import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { webBindings } from './web-bindings';

export const firewallPath: CheckDefinition = {
  id: 'firewall.path',
  station: 'firewall',
  title: 'Way through the firewall',
  blocking: true,
  subject: 'firewall',
  run(scene) {
    if (scene.facts.server === 'practice')
      return {
        state: 'good',
        sentence: `The practice server listens on loopback only, so no firewall stands between the client and ${scene.name}.`,
        note: 'loopback',
        evidence: [fact('network', 'loopback', 'practice server')],
      };
    const ports = [...new Set(webBindings(scene).map((binding) => binding.port))].map(String);
    return {
      state: 'unknown',
      // The rules stand in Windows, never in a configuration: no file can make this good, so it doesn't hold `ready`.
      blocking: false,
      sentence:
        ports.length === 0
          ? 'A configuration file says nothing about the firewall.'
          : `A configuration file says nothing about the firewall; clients need TCP ${list(ports)} open on the way to ${scene.name}.`,
      note: 'unknown',
      evidence: [],
    };
  },
};
