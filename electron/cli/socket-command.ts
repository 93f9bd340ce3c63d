import { type Command, InvalidArgumentError } from 'commander';
import { createInterface } from 'node:readline';
import { AppError } from '../../shared/errors';
import type { SendRequest } from '../../shared/model/tester';
import { visibleLine } from '../../shared/visible';
import { idleProbe } from '../websocket/idle-probe';
import { inspectCertificate } from '../websocket/inspect-certificate';
import { originProbe } from '../websocket/origin-probe';
import { checkClose, outgoing } from '../websocket/outgoing';
import { Variables } from '../websocket/variables';
import { type ConnectOptions, connectRequestOf, fileBytes } from './connect-options';
import { EXIT, stdoutOutput } from './output';
import { runSocket, type SocketOptions } from './socket';
import { exportPlace, importedRequest, printCommand, withImported } from './socket-keep';
import { tlsLines } from './socket-output';

const many = (value: string, all: string[]): string[] => [...all, value];

/** A whole number within its bounds, else one sentence. */
export function whole(least: number, most: number, what: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d{1,12}$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`Give whole ${what}, at most ${most}.`);
    return value;
  };
}

/** What `socket` and `load` have in common: how to connect. */
export function addConnecting(command: Command): Command {
  return command
    .argument('<url>', 'ws:// or wss://')
    .option('--subprotocol <name>', 'offer this subprotocol (repeatable)', many, [])
    .option('--header <name:value>', 'a request header; order and case are kept (repeatable)', many, [])
    .option('--origin <origin>', 'send this Origin')
    .option('--cookie <name=value>', 'send this cookie (repeatable)', many, [])
    .option('--user <name:password>', 'Basic credentials; @FILE reads them from a file')
    .option('--bearer <token>', 'a bearer token; @FILE reads it from a file')
    .option('--cert <file>', 'client certificate: PFX, or PEM with its key')
    .option('--key <file>', 'its key, where that is a PEM file of its own')
    .option('--pass <text>', 'its passphrase; @FILE reads it from a file')
    .option('--ca <file>', 'trust only the authorities of this PEM file')
    .option('--trust <sha-256>', 'take this one certificate although it is not trusted; --inspect shows it')
    .option('--sni <name>', 'server name for TLS, where it is not the one of the address')
    .option(
      '--connect-to <host[:port]>',
      'connect there and ask for the address, as for a node behind a balancer',
    )
    .option('--proxy <url>', 'through this HTTP proxy: http://[name:password@]host:port')
    .option('--compression [offer]', 'permessage-deflate: on, off, or exactly this offer')
    .option('--max-message <mb>', 'the largest message that is taken, 16 MB by default', whole(1, 512, 'MB'))
    .option('--timeout <ms>', 'how long the handshake may take', whole(100, 600_000, 'milliseconds'));
}

interface SocketFlags extends ConnectOptions {
  wait?: number;
  listen?: number;
  every?: number;
  times?: number;
  fragments?: number;
  variables?: true;
  stdin?: true;
  close?: string;
  drop?: string;
  raw?: true;
  inspect?: true;
  idleProbe?: string;
  originProbe?: true;
  export?: string;
  import?: string;
  as?: string;
  withSecrets?: true;
  json?: true;
}

/** What is sent, in the order in which it stood on the command line. */
type Sends = ((flags: SocketFlags) => Promise<SendRequest>)[];

type Run = <O extends { json?: true }>(
  body: (options: O) => Promise<number>,
) => (options: O) => Promise<void>;

/** `switchboard socket`. */
export function addSocketCommand(program: Command, run: Run): void {
  const sends: Sends = [];
  const add =
    (make: (text: string, flags: SocketFlags) => SendRequest | Promise<SendRequest>) =>
    (text: string): true => {
      sends.push((flags) => Promise.resolve(make(text, flags)));
      return true;
    };
  const how = ({ fragments, variables }: SocketFlags) => ({
    ...(fragments === undefined ? {} : { fragments }),
    ...(variables ? { variables } : {}),
  });
  addConnecting(program.command('socket'))
    .description(
      'connect a WebSocket, send, show every frame and how it ended; an upgrade that takes over 30 s (or --timeout) is given up',
    )
    .option('--follow <n>', 'follow so many redirects', whole(0, 10, 'numbers'))
    .option(
      '--send <text>',
      'a text message (repeatable, as are the other sends; their order is kept)',
      add((text, flags) => ({ kind: 'text', text, ...how(flags) })),
    )
    .option(
      '--send-json <text>',
      'a text message that must be JSON',
      add((text, flags) => ({ kind: 'json', text, ...how(flags) })),
    )
    .option(
      '--send-hex <hex>',
      'a binary message',
      add((hex, { fragments }) => ({ kind: 'binary', hex, ...how({ fragments } as SocketFlags) })),
    )
    .option(
      '--send-file <file>',
      "a binary message: the file's bytes",
      add(async (file, { fragments }) => ({
        kind: 'file',
        base64: (await fileBytes(file)).toString('base64'),
        ...(fragments === undefined ? {} : { fragments }),
      })),
    )
    .option(
      '--stdin',
      'send each line of standard input as a text message; where it ends, the socket is closed',
    )
    .option(
      '--ping <text>',
      'a ping with this payload',
      add((text) => ({ kind: 'ping', text })),
    )
    .option('--fragments <n>', 'send each message in so many frames', whole(1, 10_000, 'numbers'))
    .option('--variables', 'replace {{now}}, {{uuid}} and {{counter}} in what is sent')
    .option('--every <ms>', 'send all of it again every so often', whole(1, 3_600_000, 'milliseconds'))
    .option('--times <n>', 'so many times in all (with --every)', whole(1, 1_000_000, 'numbers'))
    .option('--no-pong', "do not answer the server's pings")
    .option('--close <code[:reason]>', 'close with this code and reason, or "none"')
    .option('--drop <fin|rst>', 'end TCP without a close frame')
    .option(
      '--wait <ms>',
      'how long to wait for answers; without it: until as many came as were sent, or none for 2 s',
      whole(0, 600_000, 'milliseconds'),
    )
    .option(
      '--listen <ms>',
      'stay open so long, whatever comes: for what a server sends by itself',
      whole(0, 600_000, 'milliseconds'),
    )
    .option('--raw', 'print request and answer as they went over the wire')
    .option('--inspect', 'only look at the certificate, and send nothing')
    .option('--idle-probe <s,s,…>', 'hold it quiet for these pauses in seconds and see what cuts it when')
    .option('--origin-probe', 'see whether a page of another site may open this socket')
    .option('--export <file>', 'save the session, too: .json (opens in the window), .har, .jsonl or .csv')
    .option(
      '--import <file>',
      'headers, subprotocols and messages of this address (or name) in a HAR or Postman collection',
    )
    .option('--as <tool>', 'only print the same socket as a command: wscat, websocat or powershell')
    .option(
      '--with-secrets',
      'with passwords, cookies and tokens in --json, --export and --as; else they are masked',
    )
    .option('--json', 'print one JSON object')
    .action((url: string, flags: SocketFlags) =>
      run<SocketFlags>(async () => {
        const place =
          flags.export === undefined
            ? undefined
            : await exportPlace(flags.export, flags.withSecrets === true);
        const imported = flags.import === undefined ? null : await importedRequest(flags.import, url, noteOf);
        const typed = await connectRequestOf({ ...flags, url: imported?.connect.url ?? url });
        const connect = imported ? withImported(typed, imported) : typed;
        const typedMessages = await Promise.all(sends.map((make) => make(flags)));
        const messages = [...(imported?.messages ?? []), ...typedMessages];
        // Before anything is connected: a message that can't be sent would be noticed behind those that were.
        for (const message of messages) outgoing(message, (text) => new Variables().fill(text));
        const secrets = flags.withSecrets === true;
        const output = stdoutOutput(flags.json === true);
        if (flags.as !== undefined) return printCommand(flags.as, { connect, messages, secrets }, output);
        if (flags.inspect) return inspect(connect, flags.json === true);
        if (flags.idleProbe !== undefined) return holdQuiet(connect, flags.idleProbe, flags.json === true);
        if (flags.originProbe) return tryOrigins(connect, flags.json === true);
        return interruptible((interrupted) =>
          runSocket({
            connect,
            messages,
            interrupted,
            lines: flags.stdin ? () => createInterface({ input: process.stdin }) : undefined,
            exportTo: place,
            repeat: flags.every === undefined ? null : { everyMs: flags.every, times: flags.times ?? 10 },
            waitMs: flags.listen ?? flags.wait ?? null,
            listens: flags.listen !== undefined,
            close: closing(flags),
            raw: flags.raw === true,
            secrets,
            json: flags.json === true,
            out: (line) => output.line(line),
          }),
        );
      })(flags),
    );
}

function closing({ close, drop }: SocketFlags): SocketOptions['close'] {
  if (drop !== undefined) {
    if (drop !== 'fin' && drop !== 'rst') throw new AppError('bad-request', '--drop takes fin or rst.');
    return { how: drop };
  }
  if (close === undefined) return { how: 'close', code: 1000, reason: '' };
  if (close === 'none') return { how: 'close', code: null, reason: '' };
  const match = /^(\d{4})(?::(.*))?$/s.exec(close);
  if (!match)
    throw new AppError('bad-request', 'A close is written like --close 4001:reason, or --close none.');
  const [, code = '', reason = ''] = match;
  checkClose(Number(code), reason);
  return { how: 'close', code: Number(code), reason };
}

/** Ctrl+C ends the socket as it would have ended, and what was seen is still printed; a second one ends the program. */
async function interruptible(body: (interrupted: AbortSignal) => Promise<number>): Promise<number> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop);
  try {
    return await body(controller.signal);
  } finally {
    process.off('SIGINT', stop);
  }
}

type Connect = SocketOptions['connect'];

async function inspect({ url, timeoutMs, connectTo, proxy, tls }: Connect, json: boolean): Promise<number> {
  const output = stdoutOutput(json);
  const report = await inspectCertificate({
    url,
    timeoutMs,
    connectTo,
    proxy,
    ca: tls?.ca,
    serverName: tls?.serverName,
  });
  if (json) output.object(report);
  else for (const line of tlsLines(report)) output.line(line);
  return report.trusted ? EXIT.good : EXIT.notGood;
}

async function holdQuiet(connect: Connect, pauses: string, json: boolean): Promise<number> {
  const output = stdoutOutput(json);
  const pausesS = pauses.split(',').map(Number);
  if (pausesS.length > 50 || pausesS.some((pause) => !(pause >= 0.1 && pause <= 86_400)))
    throw new AppError('bad-request', 'The pauses are seconds from 0.1 to 86400, for example 10,30,70,130.');
  const result = await idleProbe(
    { connect, pausesS },
    { progress: () => undefined, signal: new AbortController().signal },
  );
  if (json) output.object(result);
  else output.line(visibleLine(result.diagnosis.sentence));
  return result.outcome === 'held' ? EXIT.good : EXIT.notGood;
}

async function tryOrigins(connect: Connect, json: boolean): Promise<number> {
  const output = stdoutOutput(json);
  const context = { progress: () => undefined, signal: new AbortController().signal };
  const result = await originProbe(connect, context);
  if (json) output.object(result);
  else {
    for (const { origin, status, upgraded, sentence } of result.tries)
      output.line(
        visibleLine(
          `${(origin ?? '(no Origin)').padEnd(32)}  ${String(status ?? '-').padEnd(4)} ${upgraded ? 'opened' : 'refused'}   ${sentence}`,
        ),
      );
    output.line(visibleLine(result.diagnosis.sentence));
  }
  return result.diagnosis.id === 'origin-checked' ? EXIT.good : EXIT.notGood;
}

const noteOf = (note: string): void => void process.stderr.write(`${visibleLine(note)}\n`);
