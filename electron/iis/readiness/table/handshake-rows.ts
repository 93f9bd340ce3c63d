import { bothBindings, refused } from '../sample-server';
import type { Row } from './row';

/** The socket's address and a real handshake. */
export const handshakeRows: readonly Row[] = [
  { check: 'handshake.address', state: 'good', sentence: 'The socket of Chat is tried at /hub.' },
  {
    check: 'handshake.address',
    state: 'warning',
    sentence:
      'The handshake is tried on "/" of Chat, which proves little: most applications take sockets on a path of their own and answer 200 or 404 there.',
    facts: () => ({ address: { path: '/', subprotocols: [], headers: [] } }),
  },
  {
    check: 'handshake.address',
    state: 'unknown',
    sentence:
      "Where the socket of Chat is stands in no configuration: enter its path (SignalR: the hub's, Socket.IO: /socket.io/?EIO=4&transport=websocket) to try a handshake.",
    facts: () => ({ address: null }),
  },
  {
    check: 'handshake.live',
    state: 'good',
    sentence: 'Chat switched a real request to a WebSocket (101 Switching Protocols) in 4 ms.',
  },
  {
    check: 'handshake.live',
    state: 'warning',
    sentence:
      'Nothing is at this path. It was tried on "/", where a healthy server answers so as well: give the socket\'s own path.',
    facts: () => ({
      handshake: refused(404, 'Nothing is at this path.'),
      address: { path: '/', subprotocols: [], headers: [] },
    }),
    also: { 'handshake.address': 'warning' },
  },
  {
    check: 'handshake.live',
    state: 'broken',
    sentence: 'Nothing is at this path.',
    facts: () => ({ handshake: refused(404, 'Nothing is at this path.') }),
  },
  {
    check: 'handshake.live',
    state: 'broken',
    sentence: 'The service is unavailable.',
    facts: () => ({ handshake: refused(503, 'The service is unavailable.') }),
  },
  {
    check: 'handshake.live',
    state: 'broken',
    sentence: 'The connection was cut.',
    facts: () => ({ handshake: refused(null, 'The connection was cut.') }),
  },
  {
    check: 'handshake.live',
    state: 'unknown',
    sentence: 'No handshake with Chat has been tried yet.',
    facts: () => ({ handshake: null }),
  },
  {
    check: 'handshake.live',
    state: 'unknown',
    sentence: 'A real handshake with Chat is being tried.',
    facts: () => ({ handshake: null, handshakePending: true }),
  },
  {
    check: 'handshake.live',
    state: 'unknown',
    sentence: 'A configuration file answers no request, so no handshake with Chat can be tried.',
    on: 'file',
  },
  {
    check: 'handshake.bindings',
    state: 'good',
    sentence: 'Chat upgrades over each of its 2 bindings: http *:80: and https *:443:.',
  },
  {
    check: 'handshake.bindings',
    state: 'warning',
    sentence:
      'Chat does not upgrade over https *:443:, while another binding does: clients that come by it get no socket. The certificate is not trusted here.',
    facts: () => ({ bindings: bothBindings(refused(null, 'The certificate is not trusted here.')) }),
  },
  {
    check: 'handshake.bindings',
    state: 'warning',
    sentence:
      'Chat does not upgrade over https *:443:, while another binding does: clients that come by it get no socket. The gateway got no answer (502.3).',
    facts: () => ({ bindings: bothBindings(refused(502, 'The gateway got no answer (502.3).')) }),
  },
  {
    check: 'handshake.bindings',
    state: 'unknown',
    sentence:
      'Whether Chat upgrades over https *:443: as well is unknown: nothing that can be tried listens there now.',
    facts: () => ({ bindings: bothBindings().slice(0, 1) }),
  },
];
