import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { unknown } from './missing';

/** The socket's own path stands in no configuration; on "/" a healthy server answers 200 or 404. */
export const handshakeAddress: CheckDefinition = {
  id: 'handshake.address',
  station: 'handshake',
  title: "The socket's address",
  blocking: false,
  subject: "the socket's address",
  run({ facts, name, application }) {
    if (facts.server !== 'windows' || application === null) return null;
    const { address = null } = facts;
    if (address === null)
      return unknown(
        `Where the socket of ${name} is stands in no configuration: enter its path (SignalR: the hub's, Socket.IO: /socket.io/?EIO=4&transport=websocket) to try a handshake.`,
        { note: 'no address' },
      );
    const evidence = [fact('path', address.path, 'remembered here')];
    const path = address.path.split('?')[0] ?? '';
    if (path === '/')
      return {
        state: 'warning',
        sentence: `The handshake is tried on "/" of ${name}, which proves little: most applications take sockets on a path of their own and answer 200 or 404 there.`,
        note: 'tried on /',
        evidence,
        cause: 'the handshake is tried on "/", which proves little',
      };
    return { state: 'good', sentence: `The socket of ${name} is tried at ${address.path}.`, evidence };
  },
};
