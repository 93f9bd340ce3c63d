import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import typical from '../../../electron/gateways/practice/scenarios/typical-trouble.config?raw';
import script from '../../../scripts/windows/verify-assumptions.ps1?raw';
import { createWindowsBox } from '../windows-box';
import { runScript } from './run-script';

const Report = z.object({
  windows: z.string(),
  build: z.string(),
  at: z.iso.datetime({ precision: 7 }),
  results: z.array(
    z.object({
      assumption: z.string(),
      expected: z.string(),
      observed: z.string(),
      holds: z.boolean().nullable(),
      detail: z.string(),
    }),
  ),
});

/** What a box can answer: the configuration. Nothing serves its sites, so of those it must say that it could not. */
const OF_CONFIGURATION = [
  /^An enum is read/,
  /^A number is read/,
  /^A time span is read/,
  /^Flags are read/,
  /^An entry that is not there/,
  / is refused, and the file stays$/,
  /^Locks are set as metadata/,
  /^RevertToParent/,
  /^A commit that is given up/,
  /^Remove-IISConfigAttribute/,
  /^Without a commit delay/,
  /^A foreign write/,
  /^The webSocket section is locked/,
  /^Site\.State throws/,
  /^There is a class/,
  /^whoami/,
  /^netsh/,
  /^The state of a feature/,
  /^Recycling a stopped pool/,
];

test('the script for the day Windows is at hand rehearses on a box: what stand-ins claim is what it asks of IIS', async () => {
  const box = await createWindowsBox({ config: typical });
  onTestFinished(() => box.dispose());
  const run = await runScript(box, script, '-Port', '1', '-Pace', '0');
  expect(run.said).toMatch(/^\{/);
  const { results } = Report.parse(JSON.parse(run.said));
  expect(results.filter(({ assumption }) => assumption === 'The test as a whole')).toEqual([]);
  const of = (known: boolean) =>
    results.filter(({ assumption }) => OF_CONFIGURATION.some((each) => each.test(assumption)) === known);
  expect(of(true).filter(({ holds }) => holds !== true)).toEqual([]);
  expect(of(true).length).toBeGreaterThanOrEqual(30);
  // Nothing is claimed to hold that nobody answered.
  const whole = /^(Everything was removed|Reading the state|Asking IIS)/;
  const rest = of(false).filter(({ assumption }) => !whole.test(assumption));
  expect(rest.filter(({ holds }) => holds === true)).toEqual([]);
  expect(results.at(-1)).toMatchObject({ assumption: 'Everything was removed again', holds: true });
  const left = await readFile(path.join(box.configPath), 'utf8');
  expect(left).not.toContain('switchboard-verify');
}, 120_000);

test('its own requests and sockets work against a server that echoes', async () => {
  const http = createServer((_request, response) => response.end('hello'));
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
  sockets.on('connection', (socket) => {
    socket.on('message', (data, binary) => {
      socket.send(data, { binary });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    sockets.close();
    http.close();
  });
  const address = http.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const box = await createWindowsBox({ config: typical });
  onTestFinished(() => box.dispose());
  const run = await runScript(box, script, '-Port', String(port), '-Pace', '0');
  const { results } = Report.parse(JSON.parse(run.said));
  const hold = results.filter(({ holds }) => holds === true).map(({ assumption }) => assumption);
  expect(hold).toContain('The own site answers, sockets too');
  expect(hold).toContain('connectionTimeout does not cut a silent upgraded socket');
  expect(hold).toContain('IIS does not negotiate permessage-deflate');
  expect(hold).toContain('A change of site limits recycles nothing and cuts no socket');
  // This server is no IIS: what only IIS does must not be found.
  expect(hold).not.toContain('maxConnections=0 lets nobody in, at once after the commit');
  expect(hold).not.toContain('pingInterval makes IIS send pings');
  expect(hold).not.toContain('A handshake in a Classic pool is not upgraded');
}, 120_000);
