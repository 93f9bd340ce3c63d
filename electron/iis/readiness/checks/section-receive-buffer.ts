import { embed, number } from '../../../../shared/words';
import { numberOf, whyUnknown } from '../../config';
import { fromSetting } from '../evidence';
import type { CheckDefinition } from '../facts';
import { unknown } from './missing';

const DEFAULT = 4_194_304;

/** What a client may make the server keep: raised, a thousand slow readers cost gigabytes. */
export const sectionReceiveBuffer: CheckDefinition = {
  id: 'section.receive-buffer',
  station: 'section',
  title: 'Receive buffer',
  blocking: false,
  subject: 'receiveBufferLimit',
  run(scene) {
    const setting = scene.appSetting('webSocket.receiveBufferLimit');
    if (setting === null) return null;
    const limit = numberOf(setting);
    if (limit === null)
      return unknown(
        `How much IIS keeps of what a client of ${scene.name} sends is unknown: ${embed(whyUnknown(setting))}.`,
      );
    const evidence = [fromSetting(setting)];
    if (limit <= DEFAULT)
      return {
        state: 'good',
        sentence: `IIS keeps at most ${number(limit)} bytes of what a client of ${scene.name} sends and the application has not read.`,
        evidence,
      };
    return {
      state: 'warning',
      sentence: `IIS keeps up to ${number(limit)} bytes a socket of what clients of ${scene.name} send (receiveBufferLimit, ${number(DEFAULT)} by default): 1,000 sockets may make it hold ${number(Math.round((limit * 1000) / 1_000_000_000))} GB.`,
      note: 'large buffer',
      evidence,
      cause: `each of its sockets may make IIS hold ${number(Math.round(limit / 1_000_000))} MB`,
    };
  },
};
