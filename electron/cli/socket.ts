import type { ConnectRequest, SocketEnd, TesterState } from '../../shared/model/tester';
import { SocketSession } from '../websocket/socket-session';
import { EXIT } from './output';
import { type ExportPlace, exportTo } from './socket-keep';
import { socketJson } from './socket-json';
import { endLines, frameHeading, frameLines, handshakeLines } from './socket-output';
import { type Talk, talk } from './socket-talk';

export interface SocketOptions extends Talk {
  connect: ConnectRequest;
  /** Whether request and answer are printed as they went over the wire. */
  raw: boolean;
  json: boolean;
  /** Whether `json` has passwords, cookies and tokens. */
  secrets?: boolean | undefined;
  /** The session is written there, too. */
  exportTo?: ExportPlace | undefined;
  out: (line: string) => void;
}

/** Rows read from the log at a time. */
const ROWS = 1000;

/**
 * Connects, sends, waits, closes with 1000. Prints what is seen as it comes; with `json` one object at the end. Answers
 * the exit code: 0 upgraded and properly closed, 1 refused, cut or closed with an error. Throws `bad-request` where it
 * can't be tried, and `write-failed` where the session could not be written, after it was printed.
 */
export async function runSocket(options: SocketOptions): Promise<number> {
  const session = new SocketSession(options.connect);
  const printer = options.json ? null : new Printer(session, options);
  try {
    await talk(session, options, () => printer?.print());
    const state = session.state();
    const end = endOf(state);
    if (options.json)
      options.out(JSON.stringify(socketJson(session, end, options.secrets === true), null, 2));
    else for (const line of endLines(end, state)) options.out(line);
    if (options.exportTo) await exportTo(session, options.exportTo);
    return isGood(state, end, options) ? EXIT.good : EXIT.notGood;
  } finally {
    session.dispose();
  }
}

const endOf = (state: TesterState): SocketEnd =>
  state.end ?? { kind: 'timeout', by: 'client', code: null, reason: 'It did not end.' };

function isGood(state: TesterState, end: SocketEnd, { close }: SocketOptions): boolean {
  const asked = close.how !== 'close' && end.by === 'client' && end.kind === close.how;
  if (asked) return state.handshake?.status === 101;
  return state.handshake?.status === 101 && end.kind === 'close' && state.diagnosis?.id === 'closed-normally';
}

/** Plain text for people, as things happen: the handshake once, then a line a frame. */
class Printer {
  readonly #session: SocketSession;
  readonly #options: SocketOptions;
  #printed = 0;
  #begun = false;

  constructor(session: SocketSession, options: SocketOptions) {
    this.#session = session;
    this.#options = options;
  }

  print(): void {
    const { out, raw } = this.#options;
    const state = this.#session.state();
    if (state.phase === 'connecting') return;
    if (!this.#begun) for (const line of handshakeLines(state, raw)) out(line);
    this.#begun = true;
    while (this.#printed < state.frames) {
      if (this.#printed === 0) for (const line of frameHeading()) out(line);
      const rows = this.#session.frames(this.#printed, ROWS);
      const next = (rows.at(-1)?.index ?? state.frames) + 1;
      for (const line of frameLines(rows, this.#printed)) out(line);
      this.#printed = next;
    }
  }
}
