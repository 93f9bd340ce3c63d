import { fold } from '../../config';
import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { unknown } from './missing';

/** Where the role service puts it. */
export const IMAGE = '%windir%\\System32\\inetsrv\\iiswsock.dll';
const SPELLINGS = [
  IMAGE,
  '%systemroot%\\system32\\inetsrv\\iiswsock.dll',
  'c:\\windows\\system32\\inetsrv\\iiswsock.dll',
];

/** A module that is registered without its file keeps every worker process from starting (WAS event 2280): 503. */
export const moduleImage: CheckDefinition = {
  id: 'module.image',
  station: 'module',
  title: "The module's file",
  blocking: false,
  subject: "the module's file",
  run(scene) {
    const standing = scene.webSocketModule();
    const { server, environment } = scene.facts;
    // Not registered: module.global speaks of it, and nothing is loaded.
    if (server !== 'windows' || standing === null || standing.global === null) return null;
    const image = standing.image ?? '';
    const shared = { where: standing.global };
    if (environment == null)
      return unknown(
        `Whether the file of WebSocketModule is on the disk is unknown: that was not read (yet).`,
        {
          evidence: [fact('image', image, 'globalModules', shared)],
        },
      );
    if (!SPELLINGS.some((each) => fold(each) === fold(image)))
      return unknown(
        `WebSocketModule is registered with the file ${image || '(none)'}, not with IIS's own ${IMAGE}; whether it is there was not looked at.`,
        { evidence: [fact('image', image, 'globalModules', { ...shared, shouldBe: IMAGE })] },
      );
    const version = environment.components.webSocketModule;
    const evidence = [fact('iiswsock.dll', version ?? 'not there', 'inetsrv', shared)];
    return version === null
      ? {
          state: 'broken',
          blocking: true,
          sentence: `WebSocketModule is registered in globalModules, but its file ${IMAGE} is not there: no worker process of this server can start, and every site answers 503. Install the role service Web-WebSockets, or take the entry out.`,
          note: 'no file',
          evidence,
          cause: "the WebSocket module's file is missing, so no worker process starts",
        }
      : { state: 'good', sentence: `The file of WebSocketModule is there (${version}).`, evidence };
  },
};
