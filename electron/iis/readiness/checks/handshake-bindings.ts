import { list } from '../../../../shared/words';
import type { CheckDefinition } from '../facts';
import { bindingEvidence, bindingName } from '../handshake-evidence';
import { unknown } from './missing';
import { webBindings } from './web-bindings';

/**
 * The same handshake over each binding. Clients come by the name and port they were given: one binding that works does
 * not help those of another. Where none works the live handshake says so, and shows them all.
 */
export const handshakeBindings: CheckDefinition = {
  id: 'handshake.bindings',
  station: 'handshake',
  title: 'Each binding',
  blocking: false,
  subject: 'other bindings',
  run(scene) {
    const { handshake, handshakePending, bindings = [] } = scene.facts;
    const all = webBindings(scene);
    if (all.length < 2 || handshakePending || handshake?.upgraded !== true) return null;
    const evidence = bindings.map(bindingEvidence);
    const failed = bindings.filter(({ outcome }) => !outcome.upgraded);
    if (failed.length > 0) {
      const names = list(failed.map(bindingName));
      const [first] = failed;
      const them = failed.length === 1 ? 'it' : 'them';
      return {
        state: 'warning',
        sentence: `${scene.name} does not upgrade over ${names}, while another binding does: clients that come by ${them} get no socket. ${first?.outcome.diagnosis.sentence ?? ''}`,
        evidence,
        cause: `the binding${failed.length === 1 ? '' : 's'} ${names} ${failed.length === 1 ? 'does' : 'do'} not upgrade`,
      };
    }
    const tried = new Set(bindings.map(({ bindingInformation, protocol }) => protocol + bindingInformation));
    const untried = all.filter(
      ({ bindingInformation, protocol }) => !tried.has(protocol + bindingInformation),
    );
    if (untried.length > 0)
      return unknown(
        `Whether ${scene.name} upgrades over ${list(untried.map(bindingName))} as well is unknown: nothing that can be tried listens there now.`,
        { evidence },
      );
    return {
      state: 'good',
      sentence: `${scene.name} upgrades over each of its ${all.length} bindings: ${list(all.map(bindingName))}.`,
      evidence,
    };
  },
};
