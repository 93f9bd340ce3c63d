import { isUtf8 } from 'node:buffer';
import type { HandshakeReport, SocketEnd, Timings } from '../../shared/model/tester';
import { opcodeName } from '../websocket/frame';
import { asBuffer, type RawFrame } from '../websocket/keep/raw-frame';
import { keptHandshake, maskedUrl } from '../websocket/keep/secret-fields';
import type { SocketSession } from '../websocket/socket-session';

/** More than this is no session by hand; the newest are printed, and `leftOut` says how many are not. */
const MAX_FRAMES = 100_000;
const MAX_BYTES = 256 * 1024;

/** The `--json` object of `switchboard socket`; without `secrets` they are masked as in a saved session. Times in ms; header names in lower case, repeats joined by ", ". */
export function socketJson(session: SocketSession, end: SocketEnd, secrets: boolean): object {
  const { diagnosis, firstKept, frames: seen, ...state } = session.state();
  const handshake = keptHandshake(state.handshake, secrets);
  const url = secrets ? state.url : maskedUrl(state.url);
  const from = Math.max(firstKept, seen - MAX_FRAMES);
  return {
    url,
    handshake: {
      status: handshake?.status ?? null,
      statusText: handshake?.statusText ?? '',
      headers: headerObject(handshake),
      subprotocol: handshake?.subprotocol ?? '',
      timingsMs: timings(handshake),
      ...(handshake?.body ? { body: handshake.body } : {}),
      ...wayJson(handshake),
    },
    ...(from > 0 ? { leftOut: from } : {}),
    frames: framesFrom(session, from),
    end,
    diagnosis: diagnosis ?? { id: 'unknown', sentence: '' },
  };
}

function framesFrom(session: SocketSession, from: number): object[] {
  const frames: object[] = [];
  for (let at = from; ;) {
    const batch = session.rawFrames(at);
    const last = batch.at(-1);
    if (!last) return frames;
    const labels = new Map(session.frames(at, batch.length).map(({ index, label }) => [index, label]));
    frames.push(...batch.map((raw) => frameJson(raw, labels.get(raw.index))));
    at = last.index + 1;
  }
}

/** A frame by itself: text where it is valid text, else hex. */
function frameJson(raw: RawFrame, label: string | undefined): object {
  const { direction, fin, rsv, at, declared, problem, inflated } = raw;
  const opcode = opcodeName(raw.opcodeBits);
  const plain = asBuffer(inflated ?? raw.payload);
  const shown = plain.subarray(0, MAX_BYTES);
  const readable = (opcode === 'text' || inflated !== undefined) && isUtf8(shown);
  return {
    direction,
    opcode,
    fin,
    size: declared,
    ...(readable
      ? { text: shown.toString('utf8') }
      : { hex: asBuffer(raw.payload).toString('hex', 0, MAX_BYTES) }),
    at: rounded(at),
    ...(label === undefined ? {} : { label }),
    ...(rsv === 0 ? {} : { rsv }),
    ...(inflated === undefined ? {} : { inflated: inflated.length }),
    ...(plain.length > MAX_BYTES || raw.payload.length < declared ? { truncated: true } : {}),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** What of the handshake only some connections have, and the raw texts. */
function wayJson(handshake: HandshakeReport | null): object {
  if (!handshake) return {};
  const { requestText, responseText = '', remote, tls, extensions, proxy, redirects } = handshake;
  return {
    requestText,
    responseText,
    ...(extensions === undefined ? {} : { extensions }),
    ...(remote === undefined ? {} : { remote }),
    ...(tls === undefined ? {} : { tls }),
    ...(proxy === undefined ? {} : { proxy }),
    ...(redirects === undefined ? {} : { redirects }),
  };
}

function timings(handshake: HandshakeReport | null): Timings {
  if (!handshake) return { dns: null, tcp: null, tls: null, upgrade: null, total: 0 };
  const { dns, tcp, tls, upgrade, total } = handshake.timingsMs;
  const step = (ms: number | null): number | null => (ms === null ? null : rounded(ms));
  return { dns: step(dns), tcp: step(tcp), tls: step(tls), upgrade: step(upgrade), total: rounded(total) };
}

/** To the microsecond. */
function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

/** fromEntries defines its keys, so that a header called __proto__ is just one more. */
function headerObject(handshake: HandshakeReport | null): Record<string, string> {
  const all = new Map<string, string>();
  for (const { name, value } of handshake?.headers ?? []) {
    const key = name.toLowerCase();
    const before = all.get(key);
    all.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(all);
}
