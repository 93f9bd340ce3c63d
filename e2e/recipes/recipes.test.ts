import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { get, startServer, takePort, urlOf } from '../../electron/gateways/practice/testing/kit';
import { enginePath } from '../../electron/gateways/powershell/testing/engine-path';
import { built } from '../powershell/engine.mjs';
import { proveEcho } from './echo-proof';

const files = path.resolve('electron/iis/recipes/files');

async function folder(): Promise<string> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'recipe-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** Starts a program that says a line when it listens; it ends with the test. */
async function listening(
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const child: ChildProcessWithoutNullStreams = spawn(command, args, { env });
  onTestFinished(() => void child.kill());
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (part: Buffer) => (said += part.toString()));
    child.stdout.once('data', () => resolve());
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`it ended with ${code ?? 'a signal'}: ${said}`)));
  });
}

const address = (port: number): string => `127.0.0.1:${port}/WebSocketEcho.ashx`;

describe('the ASP.NET echo', () => {
  async function serve(): Promise<number> {
    const project = path.join(await folder(), 'echo');
    await cp('e2e/recipes/system-web', project, { recursive: true });
    const [directive, ...code] = (await readFile(path.join(files, 'WebSocketEcho.ashx'), 'utf8')).split('\n');
    const type = /<%@ WebHandler Language="C#" Class="([\w.]+)" %>/.exec(directive ?? '')?.[1] ?? '';
    await writeFile(path.join(project, 'WebSocketEcho.cs'), code.join('\n'));
    const out = await built(project, 'aspnet-echo');
    const port = await takePort(true);
    await listening('dotnet', [path.join(out, 'echo.dll'), String(port), type]);
    return port;
  }

  test('compiles as C# 5 and echoes: text, binary, a clean close; a plain request gets 400, a foreign page 403', async () => {
    const port = await serve();
    await proveEcho(`ws://${address(port)}`);
    const plain = await get(`http://${address(port)}`);
    expect([plain.status, plain.body]).toEqual([400, 'This address answers WebSocket requests only.']);
    const upgrade = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    };
    const foreign = await get(`http://${address(port)}`, { ...upgrade, Origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
  }, 180_000);
});

describe('the Node echo', () => {
  const script = path.join(files, 'echo-server.mjs');

  test('echoes to our tester, and answers a plain request with 400', async () => {
    const port = await takePort(true);
    await listening(process.execPath, [script, String(port)]);
    await proveEcho(`ws://127.0.0.1:${port}/`);
    expect((await get(`http://127.0.0.1:${port}/`)).status).toBe(400);
  });

  test('takes the port that HttpPlatformHandler hands over', async () => {
    const port = await takePort(true);
    await listening(process.execPath, [script, '1'], { ...process.env, HTTP_PLATFORM_PORT: String(port) });
    await proveEcho(`ws://127.0.0.1:${port}/`);
  });

  test.each([
    ['an unmasked frame', [0x81, 0x01, 0x61], 1002],
    ['a reserved bit', [0xc1, 0x80, 0, 0, 0, 0], 1002],
    ['a fragmented ping', [0x09, 0x80, 0, 0, 0, 0], 1002],
    ['an unknown opcode', [0x83, 0x80, 0, 0, 0, 0], 1002],
    ['a close frame with half a code', [0x88, 0x81, 0, 0, 0, 0, 3], 1002],
    ['a message of four gigabytes', [0x82, 0xff, 0, 0, 0, 1, 0, 0, 0, 0], 1009],
  ])('ends a socket that breaks the protocol, and lives on: %s', async (_, bytes, code) => {
    const port = await takePort(true);
    await listening(process.execPath, [script, String(port)]);
    const raw = await new Promise<Buffer>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      const got: Buffer[] = [];
      socket.on('data', (part) => {
        if (got.length === 0) socket.write(Buffer.from(bytes));
        got.push(part);
      });
      socket.on('end', () => resolve(Buffer.concat(got)));
      socket.on('error', reject);
      socket.write(
        'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      );
    });
    expect(raw.toString('latin1')).toContain('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
    expect([...raw.subarray(-4)]).toEqual([0x88, 0x02, code >> 8, code & 0xff]);
    await proveEcho(`ws://127.0.0.1:${port}/`);
  });
});

describe('the PowerShell test', () => {
  const run = (...args: string[]): Promise<{ code: number; lines: string[]; said: string }> =>
    new Promise((resolve) => {
      const script = path.join(files, 'Test-WebSocket.ps1');
      const call = ['-NoProfile', '-NonInteractive', '-File', script, ...args];
      const child = execFile(enginePath(), call, (_error, stdout, stderr) => {
        const lines = stdout.split(/\r?\n/).filter((line) => line !== '');
        resolve({ code: child.exitCode ?? -1, lines, said: stdout + stderr });
      });
    });

  test('proves the echo of the practice server, and says why where there is none', async () => {
    const { server } = await startServer();
    const good = await run('-Uri', urlOf(server, 'Echo').replace(/^http/, 'ws'));
    expect(good.said).not.toContain('failed');
    expect(good.lines.map((line) => line.split(/\s+/, 1)[0])).toEqual(['open', 'echo', 'echo', 'close']);
    expect(good.lines[2]).toContain('Binary, 5 bytes');
    expect(good.code).toBe(0);
    // The pool of Chat runs in Classic mode: no upgrade.
    const bad = await run('-Uri', urlOf(server, 'Chat').replace(/^http/, 'ws'));
    expect(bad.lines.at(-1)).toMatch(/^failed {2}.*(?:200|101)/);
    expect(bad.code).toBe(1);
  }, 120_000);

  test('gives up after its time-out instead of waiting for ever', async () => {
    const silent = createServer((socket) => void socket.on('error', () => socket.destroy()));
    onTestFinished(() => void silent.close());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const { code, lines } = await run('-Uri', `ws://127.0.0.1:${port}/`, '-TimeoutSeconds', '2');
    expect([code, lines.at(-1)]).toEqual([1, 'failed  no answer within 2 s']);
  }, 60_000);
});
