import { duration } from '../../../../shared/words';
import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { bindingEvidence, statusOf } from '../handshake-evidence';
import type { Scene } from '../scene';
import { unknown } from './missing';

/** The proof: one real request to switch to WebSocket. 101 Switching Protocols is the one answer that is a yes. */
export const handshakeLive: CheckDefinition = {
  id: 'handshake.live',
  station: 'handshake',
  title: 'Live handshake',
  blocking: true,
  subject: 'handshake',
  run(scene) {
    const { handshake, handshakePending, server, bindings = [] } = scene.facts;
    if (handshakePending)
      return unknown(`A real handshake with ${scene.name} is being tried.`, { note: 'being tried' });
    if (handshake === null)
      return server === 'file'
        ? unknown(`A configuration file answers no request, so no handshake with ${scene.name} can be tried.`)
        : unknown(`No handshake with ${scene.name} has been tried yet.`, { note: 'not tried' });
    const status = statusOf(handshake);
    // Where no binding works each has its row here; else the check of the bindings has them.
    const evidence =
      !handshake.upgraded && bindings.length > 1
        ? bindings.map(bindingEvidence)
        : [
            fact(`GET ${handshake.url}`, status, `live handshake, ${Math.round(handshake.ms)} ms`, {
              shouldBe: '101 Switching Protocols',
            }),
          ];
    if (handshake.upgraded)
      return {
        state: 'good',
        sentence: `${scene.name} switched a real request to a WebSocket (101 Switching Protocols) in ${milliseconds(handshake.ms)}.`,
        note: '101',
        evidence,
      };
    // On a server of the user's own "/" need not be a socket's address: a page there says nothing.
    if (server === 'windows' && onRoot(scene) && (handshake.status === 200 || handshake.status === 404))
      return {
        state: 'warning',
        blocking: false,
        sentence: `${handshake.diagnosis.sentence} It was tried on "/", where a healthy server answers so as well: give the socket's own path.`,
        note: String(handshake.status),
        evidence,
        cause: `the handshake on "/" was answered with ${status}, which proves little`,
      };
    return {
      state: 'broken',
      sentence: handshake.diagnosis.sentence,
      note: handshake.status === null ? 'no answer' : String(handshake.status),
      evidence,
      cause:
        handshake.status === null
          ? 'the live handshake got no answer'
          : `the live handshake was answered with ${status}`,
    };
  },
};

const onRoot = ({ facts }: Scene): boolean => (facts.address?.path ?? '/').split('?')[0] === '/';

const milliseconds = (ms: number): string =>
  ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : duration(Math.round(ms / 1000));
