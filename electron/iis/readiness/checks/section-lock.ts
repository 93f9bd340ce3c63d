import { embed } from '../../../../shared/words';
import { whyUnknown } from '../../config';
import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { noApplication, unknown } from './missing';

/** Tells only: locked is how IIS ships it, and neither state stops an upgrade. */
export const sectionLock: CheckDefinition = {
  id: 'section.lock',
  station: 'section',
  title: 'Section lock',
  blocking: false,
  subject: 'section lock',
  run(scene) {
    const setting = scene.appSetting('webSocket.enabled');
    if (setting === null) return noApplication(scene);
    if (setting.locked === null)
      return unknown(
        `Whether a web.config of ${scene.name} may change the webSocket section is unknown: ${embed(whyUnknown(setting))}.`,
      );
    const evidence = [fact('webSocket section', setting.locked ? 'locked' : 'open', 'overrideMode')];
    return setting.locked
      ? {
          state: 'good',
          sentence: `The webSocket section is locked for ${scene.name}: it is changed in applicationHost.config only, and a web.config that tries makes IIS answer 500.19.`,
          note: 'locked',
          evidence,
        }
      : {
          state: 'good',
          sentence: `The webSocket section is open for ${scene.name}: a web.config of the application may switch WebSockets off.`,
          note: 'open',
          evidence,
        };
  },
};
