import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readEnvironment } from '../../../electron/gateways/powershell/scripts/read-environment';
import { readEvents } from '../../../electron/gateways/powershell/scripts/read-events';
import { readFeatures } from '../../../electron/gateways/powershell/scripts/read-features';
import { readNetwork } from '../../../electron/gateways/powershell/scripts/read-network';
import { readRuntime } from '../../../electron/gateways/powershell/scripts/read-runtime';
import { readSections } from '../../../electron/gateways/powershell/scripts/read-sections';
import { configText } from '../../../electron/iis/config/samples/samples';
import { folder, readBox } from './read-box';

const HOSTILE = `It's "q" ‘c’ $(x) \`n; [x] * 🦜`;
const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const binding = (protocol: string, at: string): string =>
  `<bindings><binding protocol="${protocol}" bindingInformation="${at}" /></bindings>`;
const CONFIG = configText({
  pools: `<add name="${escape(HOSTILE)}" />`,
  sites: `<site name="${escape(HOSTILE)}" id="2"><application path="/" applicationPool="P" />${binding('http', '*:80:')}</site>
    <site name="Files" id="3"><application path="/" applicationPool="P" />${binding('ftp', '*:21:')}</site>
    <site name="Safe" id="4"><application path="/" applicationPool="P" />${binding('https', '*:443:')}</site>`,
});

test('an FTP-only site is unknown by its code, and every other object stands', async () => {
  const { box, session } = await readBox({ config: CONFIG });
  await box.setState({
    pools: [
      { name: HOSTILE, state: 'Started', sockets: 7 },
      { name: 'P', state: 'Stopped' },
    ],
  });
  const runtime = await session.run(readRuntime, {});
  expect(runtime.sites.map(({ name, state, error }) => [name, state, error])).toEqual([
    ['S', 'Started', null],
    [HOSTILE, 'Started', null],
    ['Files', 'Unknown', '0x800710D8'],
    ['Safe', 'Started', null],
  ]);
  expect(runtime.pools.map(({ name, state, workers }) => [name, state, workers.length])).toEqual([
    ['P', 'Stopped', 0],
    [HOSTILE, 'Started', 1],
  ]);
  expect(runtime.services).toEqual({ W3SVC: 'Running', WAS: 'Running', HTTP: 'Running' });
  const [worker] = runtime.pools[1]?.workers ?? [];
  expect(runtime.counters?.workers).toEqual([
    expect.objectContaining({ name: `${worker?.pid}_${HOSTILE}`, sockets: 7 }),
  ]);
  expect(runtime.failures).toEqual([]);
});

test.each(['missing', 'older'])('performance classes that are %s are no zeros', async (fault) => {
  const { box, session } = await readBox({ config: CONFIG });
  await box.setState({ pools: [{ name: 'P', state: 'Started', sockets: 7 }] });
  await box.setFaults({ counters: fault });
  const runtime = await session.run(readRuntime, {});
  expect(runtime.counters).toBeNull();
  expect(runtime.failures).toEqual([expect.objectContaining({ part: 'counters' })]);
  expect(runtime.sites).toHaveLength(4);
});

test('a configuration that IIS may not read ends the call with its own code', async () => {
  const { box, session } = await readBox({ config: CONFIG });
  await box.setFaults({ read: 'denied' });
  await expect(session.run(readRuntime, {})).rejects.toMatchObject({ code: 'access-denied' });
});

const rule = (name: string, more: object): object => ({
  name,
  displayName: name,
  enabled: 'True',
  action: 'Allow',
  profile: 'Any',
  protocol: 'TCP',
  ports: ['Any'],
  ...more,
});
const profile = (name: string, localRules: string): object => ({
  name,
  enabled: 'True',
  inbound: 'Block',
  localRules,
});

test('rules are found by port, range, set and Any; those of others are left out', async () => {
  const { session } = await readBox({
    config: CONFIG,
    firewall: {
      rules: [
        rule('one', { ports: ['443'], profile: 'Domain, Private' }),
        rule('range', { ports: ['400-500'], source: 'GroupPolicy' }),
        rule('set', { ports: ['21', '8443'] }),
        rule('any', { action: 'Block' }),
        rule('number', { ports: '8443', protocol: '6' }),
        rule('other', { ports: ['3389', 'RPC', '44', '4430'] }),
        rule('udp', { protocol: 'UDP' }),
        rule('off', { enabled: 'False' }),
      ],
      profiles: [profile('Domain', 'False'), profile('Private', 'True'), profile('Public', 'NotConfigured')],
    },
  });
  const network = await session.run(readNetwork, { ports: [443, 8443] });
  expect(network.rules.map(({ name, ports }) => [name, ports])).toEqual([
    ['one', ['443']],
    ['range', ['400-500']],
    ['set', ['21', '8443']],
    ['any', ['Any']],
    ['number', ['8443']],
  ]);
  expect(network.rules[0]?.profiles).toEqual(['Domain', 'Private']);
  expect(network.rules[1]?.fromGroupPolicy).toBe(true);
  expect(network.profiles.map(({ localRules, inForce }) => [localRules, inForce])).toEqual([
    [false, true],
    [true, false],
    [null, false],
  ]);
  expect(network.httpTimeouts).toEqual({ idleConnection: 120, headerWait: 120 });
  expect(network.certificates).toEqual([
    expect.objectContaining({ site: 'Safe', error: 'no certificate is bound' }),
  ]);
  expect(network.failures).toEqual([]);
});

test.each([
  ['firewall', 'denied', 'firewall', 'access-denied'],
  ['connection', 'denied', 'firewall-profiles', 'access-denied'],
  ['netsh', 'fails', 'http-timeouts', 'action-refused'],
  ['read', 'denied', 'certificates', 'access-denied'],
])('where %s is %s, only the part %s of the network is missing', async (what, how, part, code) => {
  const { box, session } = await readBox({ config: CONFIG });
  await box.setFaults({ [what]: how });
  const network = await session.run(readNetwork, { ports: [443] });
  expect(network.failures).toEqual([expect.objectContaining({ part, code })]);
  expect(network.rules.length > 0).toBe(part !== 'firewall');
  // Profiles without rules would read as "all is blocked".
  expect(network.profiles.length > 0).toBe(!part.startsWith('firewall'));
  expect(network.httpTimeouts.idleConnection).toBe(part === 'http-timeouts' ? null : 120);
  expect(network.certificates.length > 0).toBe(part !== 'certificates');
});

test('no events is an answer, and no leave to look is none', async () => {
  const { box, session } = await readBox({ config: CONFIG });
  const asked = { sinceHours: 24, limit: 100 };
  expect(await session.run(readEvents, asked)).toEqual({ events: [], failures: [] });
  const file = path.join(box.dir, 'Windows', 'events.json');
  const at = new Date(Date.now() - 60_000).toISOString();
  await writeFile(file, JSON.stringify([{ id: 5074, at, pool: HOSTILE }]));
  const { events } = await session.run(readEvents, asked);
  expect(events).toEqual([
    expect.objectContaining({ id: 5074, pool: HOSTILE, at: at.replace('Z', '0000Z') }),
  ]);
  await box.setFaults({ events: 'denied' });
  const denied = await session.run(readEvents, asked);
  expect(denied.failures).toEqual([expect.objectContaining({ part: 'events', code: 'access-denied' })]);
});

test("each section answers for itself, in the table's own forms", async () => {
  const { box, session } = await readBox({ config: '' });
  const dir = await folder(box, 'safe');
  const sites = `<site name="${escape(HOSTILE)}" id="9"><application path="/" applicationPool="P"><virtualDirectory path="/" physicalPath="${dir}" /></application></site>`;
  await writeFile(
    box.configPath,
    configText({ sites, webServer: '<webSocket enabled="false" pingInterval="1.00:00:30" />' }),
  );
  const sections = ['system.webServer/webSocket', 'system.webServer/nope', 'system.webServer/serverRuntime'];
  const { answers } = await session.run(readSections, { site: HOSTILE, path: '/', sections });
  expect(answers[0]).toMatchObject({
    attributes: { enabled: 'false', receiveBufferLimit: '4194304', pingInterval: '1.00:00:30' },
    overrideModeEffective: 'Deny',
    isLocked: true,
    error: null,
  });
  expect(answers[1]?.error).toEqual(expect.any(String));
  expect(answers[2]?.attributes['appConcurrentRequestLimit']).toBe('5000');
  // A web.config that breaks a lock, or is no XML: IIS says so for the sections it touches.
  await writeFile(path.join(dir, 'web.config'), '<configuration><system.webServer><webSocket');
  const broken = await session.run(readSections, { site: HOSTILE, path: '/', sections });
  expect(broken.answers[0]).toMatchObject({
    overrideModeEffective: 'Unknown',
    error: expect.any(String) as string,
  });
  await expect(session.run(readSections, { site: 'no such', path: '/', sections })).rejects.toMatchObject({
    code: 'file-missing',
  });
});

test('features are by their own names, and one that Windows does not know is not present', async () => {
  const names = ['Web-WebSockets', 'Web-Server', 'Web-New'];
  const server = await readBox({
    config: CONFIG,
    features: { 'Web-WebSockets': 'Removed', 'Web-Server': 'Installed' },
  });
  const answer = await server.session.run(readFeatures, { names });
  expect(answer.kind).toBe('server');
  expect(Object.fromEntries(answer.features.map(({ name, state }) => [name, state]))).toEqual({
    'Web-WebSockets': 'Removed',
    'Web-Server': 'Installed',
    'Web-New': 'NotPresent',
  });
  const client = await readBox({
    config: CONFIG,
    client: true,
    features: { 'IIS-WebSockets': 'DisabledWithPayloadRemoved' },
  });
  expect(await client.session.run(readFeatures, { names })).toEqual({
    kind: 'client',
    features: [
      { name: 'IIS-WebSockets', state: 'Removed' },
      { name: 'IIS-WebServer', state: 'NotPresent' },
    ],
  });
});

test('the environment stands without WMI, without IIS, and tells what ASP.NET allows', async () => {
  const { box, session } = await readBox({ config: CONFIG });
  const environment = await session.run(readEnvironment, {});
  expect(environment).toMatchObject({
    client: false,
    build: '10.0.17763',
    managementScripts: true,
    failures: [],
  });
  expect(environment.elevated).toBe(true);
  expect(environment.iis.installed).toBe(true);
  expect(environment.clock.utc).toMatch(/^\d{4}-.*Z$/);
  const framework = path.join(box.dir, 'Windows', 'Microsoft.NET', 'Framework64', 'v4.0.30319');
  await mkdir(framework, { recursive: true });
  await writeFile(
    path.join(framework, 'aspnet.config'),
    '\ufeff<configuration><system.web><applicationPool maxConcurrentRequestsPerCPU="12000" /></system.web></configuration>',
  );
  await box.setFaults({ wmi: 'missing' });
  await rm(path.join(box.dir, 'Windows', 'System32', 'inetsrv', 'w3wp.exe'));
  const without = await session.run(readEnvironment, {});
  expect(without.failures).toEqual([expect.objectContaining({ part: 'windows' })]);
  expect(without.iis.installed).toBe(false);
  expect(without.aspNetConcurrentRequestsPerCpu).toBe(12000);
  await rename(path.dirname(box.configPath), `${path.dirname(box.configPath)}-gone`);
  await expect(session.run(readRuntime, {})).rejects.toThrow();
});
