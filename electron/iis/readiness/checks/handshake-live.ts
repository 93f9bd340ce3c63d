import { duration } from '../../../../shared/words';
import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { unknown } from './missing';

/** The proof: one real request to switch to WebSocket. 101 Switching Protocols is the one answer that is a yes. */
export const handshakeLive: CheckDefinition = {
  id: 'handshake.live',
  station: 'handshake',
  title: 'Live handshake',
  blocking: true,
  subject: 'handshake',
  run(scene) {
    const { handshake, handshakePending, server } = scene.facts;
    if (handshakePending)
      return unknown(`A real handshake with ${scene.name} is being tried.`, { note: 'being tried' });
    if (handshake === null)
      return server === 'file'
        ? unknown(`A configuration file answers no request, so no handshake with ${scene.name} can be tried.`)
        : unknown(`No handshake with ${scene.name} has been tried yet.`, { note: 'not tried' });
    const status =
      handshake.status === null ? 'no answer' : `${handshake.status} ${handshake.statusText}`.trim();
    const evidence = [
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

const milliseconds = (ms: number): string =>
  ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : duration(Math.round(ms / 1000));
