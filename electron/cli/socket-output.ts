import type { TlsReport } from '../../shared/model/connect';
import type { FrameRow, SocketEnd, TesterState } from '../../shared/model/tester';
import { visibleLine } from '../../shared/visible';
import { count } from '../../shared/words';
import { closeMeaning } from '../websocket/close-codes';

const BODY_CHARS = 4000;

/** Where to and how the upgrade went, with its timings; `raw`: request and answer as they went over the wire. */
export function handshakeLines({ url, handshake }: TesterState, raw = false): string[] {
  const lines = [visibleLine(url)];
  if (!handshake) return lines;
  for (const { url: from, status, location } of handshake.redirects ?? [])
    lines.push(visibleLine(`${from} ${status} → ${location}`));
  const { timingsMs: ms } = handshake;
  const answer =
    handshake.status === null
      ? handshake.tls
        ? 'TLS only'
        : (handshake.responseText ?? '') === ''
          ? 'no answer'
          : 'no HTTP answer'
      : `${handshake.status} ${handshake.statusText}`.trim();
  const steps = (['dns', 'tcp', 'tls', 'upgrade', 'total'] as const).map((step) => {
    const value = ms[step];
    return value === null ? '' : `${step} ${value.toFixed(1)} ms`;
  });
  lines.push([visibleLine(answer), ...steps.filter((step) => step !== '')].join('   '));
  if (handshake.subprotocol !== '') lines.push(`subprotocol ${visibleLine(handshake.subprotocol)}`);
  if (handshake.extensions !== undefined) lines.push(`extensions ${visibleLine(handshake.extensions)}`);
  if (handshake.tls) lines.push(...tlsLines(handshake.tls));
  const failed = handshake.status !== null && handshake.status !== 101;
  if (raw)
    lines.push('', ...rawLines('>', handshake.requestText), ...rawLines('<', handshake.responseText ?? ''));
  else if (failed)
    lines.push('', ...handshake.headers.map(({ name, value }) => visibleLine(`${name}: ${value}`)));
  if (failed && handshake.body !== '') lines.push('', ...bodyLines(handshake.body));
  return lines;
}

/** The start of what a refusal says, which is a page in most cases. */
function bodyLines(body: string): string[] {
  const lines = body.slice(0, BODY_CHARS).split(/\r?\n/);
  return [...lines.map(visibleLine), ...(body.length > BODY_CHARS ? ['… (--json has more of it)'] : [])];
}

/** Above the first frame. */
export const frameHeading = (): string[] => ['', frameLine('ms', 'way', 'frame', 'bytes', 'content')];

/** A line a frame; `from` is the index that was asked for: what is no longer kept is said. */
export function frameLines(rows: readonly FrameRow[], from: number): string[] {
  const gone = (rows[0]?.index ?? from) - from;
  return [
    ...(gone > 0 ? [`… ${count(gone, 'frame')} came faster than they could be shown`] : []),
    ...rows.map(textOf),
  ];
}

/** How it ended, and what that means. */
export function endLines(end: SocketEnd, { diagnosis }: TesterState): string[] {
  const sentence = diagnosis ? visibleLine(diagnosis.sentence) : '';
  return ['', endLine(end, sentence), sentence];
}

/** Version, cipher and chain, leaf first. */
export function tlsLines({ version, cipher, serverName, trusted, problem, chain }: TlsReport): string[] {
  const [leaf, ...above] = chain;
  return [
    visibleLine(
      [
        version ?? 'TLS',
        cipher ?? '',
        serverName === '' ? 'no server name' : `for ${serverName}`,
        trusted ? 'trusted' : `not trusted: ${problem ?? 'unknown why'}`,
      ]
        .filter((part) => part !== '')
        .join('   '),
    ),
    ...(leaf
      ? [
          visibleLine(`certificate ${leaf.subject}   ${leaf.names.join(', ')}`),
          visibleLine(`  valid ${leaf.validFrom} to ${leaf.validTo}`),
          `  SHA-256 ${leaf.fingerprint}`,
        ]
      : []),
    ...above.map(({ subject }) => visibleLine(`  issued by ${subject}`)),
  ];
}

function rawLines(sign: string, text: string): string[] {
  return text
    .replace(/(?:\r\n)+$/, '')
    .split('\r\n')
    .map((line) => `${sign} ${visibleLine(line)}`);
}

function textOf(frame: FrameRow): string {
  const name = frame.fin ? frame.opcode : `${frame.opcode} …`;
  const readable = frame.opcode === 'text' || frame.opcode === 'close' || frame.inflated !== undefined;
  const content = readable ? frame.preview : spaced(frame.preview);
  const problem = frame.problem === undefined ? '' : `   ! ${frame.problem}`;
  return frameLine(
    frame.at.toFixed(1),
    frame.direction,
    name,
    String(frame.size),
    visibleLine((frame.label === undefined ? '' : `[${frame.label}] `) + content + problem),
  );
}

function frameLine(at: string, way: string, frame: string, bytes: string, content: string): string {
  return `${at.padStart(9)}  ${way.padEnd(3)}  ${frame.padEnd(14)}  ${bytes.padStart(8)}  ${content}`.trimEnd();
}

/** Without a reason that the sentence below says again. */
function endLine(end: SocketEnd, sentence: string): string {
  const code =
    end.kind === 'close' ? ` ${end.code === null ? '' : `${end.code}, `}${closeMeaning(end.code)}` : '';
  const said = visibleLine(end.reason);
  const reason = said === '' || sentence.includes(said.replace(/\.$/, '')) ? '' : ` — ${said}`;
  return `ended: ${end.kind} by ${end.by}${code}${reason}`;
}

function spaced(hex: string): string {
  return hex.replace(/(..)(?=.)/g, '$1 ');
}
