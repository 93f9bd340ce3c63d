import type {
  FrameDetail,
  HandshakeReport,
  SocketEnd,
  TesterState,
  Timings,
} from '../../shared/model/tester';
import { visibleLine } from '../../shared/visible';
import { closeMeaning } from '../websocket/close-codes';

/** The `--json` object of `switchboard socket`. Times in ms; header names in lower case, repeats joined by ", ". */
export function socketJson(state: TesterState, end: SocketEnd, frames: readonly FrameDetail[]): object {
  const { handshake } = state;
  return {
    url: state.url,
    handshake: {
      status: handshake?.status ?? null,
      statusText: handshake?.statusText ?? '',
      headers: headerObject(handshake),
      subprotocol: handshake?.subprotocol ?? '',
      timingsMs: timings(handshake),
      ...(handshake?.body ? { body: handshake.body } : {}),
    },
    frames: frames.map(({ direction, opcode, fin, size, text, hex, at, truncated, problem }) => ({
      direction,
      opcode,
      fin,
      size,
      ...(opcode === 'text' && text !== null ? { text } : { hex }),
      at: rounded(at),
      ...(truncated ? { truncated } : {}),
      ...(problem === undefined ? {} : { problem }),
    })),
    end,
    diagnosis: state.diagnosis ?? { id: 'unknown', sentence: '' },
  };
}

/** Plain text for people: handshake with timings, one aligned line a frame, the end, what it means. */
export function socketText(state: TesterState, end: SocketEnd, frames: readonly FrameDetail[]): string[] {
  const { handshake } = state;
  const lines = [visibleLine(state.url)];
  if (handshake) {
    const { timingsMs: ms } = handshake;
    const answer =
      handshake.status === null ? 'no answer' : `${handshake.status} ${handshake.statusText}`.trim();
    const steps = (['dns', 'tcp', 'tls', 'upgrade', 'total'] as const).map((step) => {
      const value = ms[step];
      return value === null ? '' : `${step} ${value.toFixed(1)} ms`;
    });
    lines.push([visibleLine(answer), ...steps.filter((step) => step !== '')].join('   '));
    if (handshake.subprotocol !== '') lines.push(`subprotocol ${visibleLine(handshake.subprotocol)}`);
    if (handshake.status !== null && handshake.status !== 101)
      lines.push('', ...handshake.headers.map(({ name, value }) => visibleLine(`${name}: ${value}`)));
  }
  if (frames.length > 0)
    lines.push('', frameLine('ms', 'way', 'frame', 'bytes', 'content'), ...frames.map(textOf));
  lines.push('', endLine(end), state.diagnosis ? visibleLine(state.diagnosis.sentence) : '');
  return lines;
}

function textOf(frame: FrameDetail): string {
  const name = frame.fin ? frame.opcode : `${frame.opcode} …`;
  const content = frame.opcode === 'text' || frame.opcode === 'close' ? frame.preview : spaced(frame.preview);
  const problem = frame.problem === undefined ? '' : `   ! ${frame.problem}`;
  return frameLine(
    frame.at.toFixed(1),
    frame.direction,
    name,
    String(frame.size),
    visibleLine(content + problem),
  );
}

function frameLine(at: string, way: string, frame: string, bytes: string, content: string): string {
  return `${at.padStart(9)}  ${way.padEnd(3)}  ${frame.padEnd(14)}  ${bytes.padStart(8)}  ${content}`.trimEnd();
}

function endLine(end: SocketEnd): string {
  const code =
    end.kind === 'close' ? ` ${end.code === null ? '' : `${end.code}, `}${closeMeaning(end.code)}` : '';
  const reason = end.reason === '' ? '' : ` — ${visibleLine(end.reason)}`;
  return `ended: ${end.kind} by ${end.by}${code}${reason}`;
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

function spaced(hex: string): string {
  return hex.replace(/(..)(?=.)/g, '$1 ');
}
