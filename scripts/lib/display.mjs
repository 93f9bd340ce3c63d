// Whether a window can be shown. A stale DISPLAY is a segmentation fault in Electron, so we knock first.
import net from 'node:net';
import path from 'node:path';

const KNOCK_MS = 2_000;
// X11: little endian, protocol 11.0, no authorisation. Any answer, a refusal too, comes from a living server.
const HELLO = Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

/** Where an X display listens; "host:10.0" of an ssh session is TCP, ":0" a socket file. */
function addressOf(display) {
  const match = /^(?:unix)?(?<host>[^:]*):(?<number>\d+)(?:\.\d+)?$/.exec(display);
  if (!match) return undefined;
  const number = Number(match.groups.number);
  if (match.groups.host === '') return { path: `/tmp/.X11-unix/X${number}` };
  return { host: match.groups.host, port: 6000 + number };
}

function knock(address, hello) {
  return new Promise((resolve) => {
    const socket = net.connect(address);
    const end = (answered) => {
      socket.destroy();
      resolve(answered);
    };
    socket.setTimeout(KNOCK_MS, () => end(false));
    socket.on('error', () => end(false));
    socket.on('end', () => end(false));
    socket.on('connect', () => (hello ? socket.write(hello) : end(true)));
    socket.on('data', () => end(true));
  });
}

/** `{ ok }`, or `{ ok: false, why }` with the reason as the rest of a sentence. */
export async function findDisplay(env = process.env) {
  if (process.platform !== 'linux') return { ok: true };
  const wayland = env.WAYLAND_DISPLAY;
  const waylandSocket = wayland && path.resolve(env.XDG_RUNTIME_DIR ?? '/', wayland);
  if (env.DISPLAY) {
    const address = addressOf(env.DISPLAY);
    if (address && (await knock(address, HELLO))) return { ok: true };
  }
  if (waylandSocket && (await knock({ path: waylandSocket })))
    return { ok: true, flags: ['--ozone-platform=wayland'] };
  if (!env.DISPLAY && !wayland) return { ok: false, why: 'no display is set' };
  return { ok: false, why: `nothing answers at the display ${env.DISPLAY ?? wayland}` };
}
