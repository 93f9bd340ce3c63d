import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';
import type { ConnectRequest } from '../../../shared/model/connect';
import { enginePath } from '../../gateways/powershell/testing/engine-path';
import { MASK } from '../../storage/mask-secrets';
import { shQuote, toolCommand } from './tool-command';

const request = (more: Partial<ConnectRequest> = {}): ConnectRequest => ({
  url: 'wss://chat.example/hub?room=a b&x=$(id)',
  subprotocols: [],
  headers: [],
  timeoutMs: 1000,
  ...more,
});

/** Text that leaves quotes, begins options or expands somewhere, among any other. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "'",
        '"',
        '`',
        '\\',
        '$(id)',
        '${x}',
        '!',
        '*',
        '~',
        ';',
        '&',
        '|',
        '\n',
        '-',
        '--',
        '#',
        ' ',
        '\u2019',
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join('').replaceAll('\0', ''));

describe('a command for a POSIX shell', () => {
  it('gives the tool exactly the texts, however hostile', () => {
    const texts = fc.sample(hostile, 300);
    for (const shell of ['bash', 'sh']) {
      const script = texts.map((text) => `printf '%s\\0' ${shQuote(text)}`).join('\n');
      const out = execFileSync(shell, ['-c', script], { encoding: 'utf8' });
      expect(out.split('\0').slice(0, -1)).toEqual(texts);
    }
  });

  it('gives wscat and websocat header, subprotocol and message as one argument each', () => {
    const samples = fc.sample(hostile, 60).map((text) => text.replace(/[\r\n]/g, ''));
    const commands = samples.flatMap((value) => {
      const connect = request({
        headers: [{ name: 'X-Room', value }],
        subprotocols: ['-chat'],
        origin: value === '' ? 'x' : value,
      });
      return [
        toolCommand('wscat', { connect, text: value, secrets: true }).text,
        toolCommand('websocat', { connect, secrets: true }).text,
      ];
    });
    const say = `printf '%s\\0' "$@" END`;
    const script = `wscat() { ${say}; }\nwebsocat() { ${say}; }\n${commands.join('\n')}`;
    const out = execFileSync('bash', ['-c', script], { encoding: 'utf8' }).split('\0');
    const calls: string[][] = [[]];
    for (const one of out.slice(0, -1))
      if (one === 'END') calls.push([]);
      else calls.at(-1)?.push(one);
    for (const [at, value] of samples.entries()) {
      const origin = value === '' ? 'x' : value;
      expect(calls[at * 2]).toEqual([
        `--connect=${request().url}`,
        '--subprotocol=-chat',
        `--origin=${origin}`,
        `--header=X-Room: ${value}`,
        `--execute=${value}`,
      ]);
      expect(calls[at * 2 + 1]).toEqual([
        '--protocol=-chat',
        `--origin=${origin}`,
        `-H=X-Room: ${value}`,
        request().url,
      ]);
    }
  });
});

it('no command holds a secret unless it is asked for, and says what it leaves out', () => {
  const connect = request({
    url: 'ws://a/?access_token=S3CRET',
    headers: ['X-Api-Key', 'Ocp-Apim-Subscription-Key', 'x-functions-key'].map((name) => ({
      name,
      value: 'S3CRET',
    })),
    cookies: [{ name: 'sid', value: 'S3CRET' }],
    credentials: { kind: 'basic', user: 'ada', password: 'S3CRET' },
    proxy: { host: 'p', port: 1, user: 'ada', password: 'S3CRET' },
    connectTo: { host: '10.0.0.5' },
  });
  for (const tool of ['wscat', 'websocat', 'powershell'] as const) {
    const { text, notes } = toolCommand(tool, { connect, secrets: false });
    expect(text).not.toMatch(/S3CRET|UzNDUkVU|YWRh/);
    expect(notes.join(' ')).toContain('<password>');
    // A mask that is not ASCII came out of PowerShell's quoting as [char] 0x2022 + [char] 0x2022 + …
    expect(text).not.toMatch(new RegExp(`${MASK}|0x2022`));
    expect(text).toContain('<Ocp-Apim-Subscription-Key>');
    expect(text).toContain('access_token=<access_token>');
    expect(text).toMatch(/ada:<password>|Basic <base64 of ada:password>/);
    expect(notes.join(' ')).toContain('the other address to connect to');
    expect(toolCommand(tool, { connect, secrets: true }).text).toContain('S3CRET');
  }
});

it('the PowerShell script runs, and sends headers, subprotocol and text as they are', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => {
    server.close();
  });
  const seen: { headers: IncomingHttpHeaders; said: string[] }[] = [];
  server.on('connection', (socket, { headers }) => {
    const said: string[] = [];
    seen.push({ headers, said });
    socket.on('message', (data: Buffer) => {
      said.push(data.toString());
      socket.send(data, { binary: false });
    });
  });
  await once(server, 'listening');
  const address = server.address();
  const url = `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
  const text = `it's "$(1+1)" \u2019 \u20ac \ud83d\udc4b`;
  const value = `a'b"c$(1+1)\`d;e|f`;
  const connect = request({
    url,
    subprotocols: ['chat.v2'],
    headers: [{ name: 'X-Room', value }],
    origin: 'https://chat.example',
    credentials: { kind: 'basic', user: 'ada', password: "p'w" },
    cookies: [{ name: 'sid', value: "1'2" }],
  });
  const script = toolCommand('powershell', { connect, text, secrets: true }).text;
  const ran = await promisify(execFile)(enginePath(), ['-NoProfile', '-NonInteractive', '-Command', script]);
  expect(ran.stdout.split(/\r?\n/).filter((line) => line !== '')).toEqual(['Open', text]);
  expect(seen).toMatchObject([
    {
      said: [text],
      headers: {
        'x-room': value,
        origin: 'https://chat.example',
        'sec-websocket-protocol': 'chat.v2',
        cookie: "sid=1'2",
        authorization: `Basic ${Buffer.from("ada:p'w").toString('base64')}`,
      },
    },
  ]);
});
