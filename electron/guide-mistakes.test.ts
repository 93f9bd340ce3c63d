import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Check } from '../shared/model/readiness';
import { applyEdits, operationsOf } from './iis/config';
import type { Edit } from './iis/config';
import { checkOf } from './iis/readiness/sample-server';
import { bases, proxyRule } from './iis/readiness/table/row';
import { judgeWhole, wholeConfig } from './iis/readiness/whole-server';
import type { Change, Swap } from './iis/readiness/whole-server';
import { recipes, withDefaults } from './iis/recipes';
import { logReport } from './logs/report';
import { scanLogs } from './logs/scan/log-scan';
import { ownThread } from './logs/scan/runner';
import { tempDir } from './storage/testing/temp-dir';
import { copyScript } from './gateways/powershell/copy-script/copy-script';
import { diagnoseAnswer } from './websocket/diagnosis-http';
import type { HandshakeReport } from '../shared/model/tester';

/**
 * The guide that administrators follow today, mistake by mistake (facts sheet, section 8): where its value is found the
 * product says what is wrong with it, and what it offers is the correction.
 */
const check = (id: string, change: Change = {}): Check => checkOf(judgeWhole(change), id);
const limits = (attributes: string): Swap => [
  '<limits maxConnections="4294967295" />',
  `<limits ${attributes} />`,
];
const proxied = (host: readonly Swap[] = [], web: readonly Swap[] = []): Change => ({
  host: [...bases.proxy.host, ...host],
  web: [...bases.proxy.web, ...web],
});

function scriptOf(edits: Edit[], actions: Parameters<typeof copyScript>[0]['actions'] = []): string {
  const { operations, inverse } = operationsOf(wholeConfig(), edits);
  return copyScript({
    serverName: 'WEB07',
    configPath: 'C:\\Windows\\System32\\inetsrv\\config\\applicationHost.config',
    hash: '0'.repeat(64),
    operations,
    inverse,
    actions,
    sentences: [],
    at: '2026-01-01T00:00:00.000Z',
    version: '0',
  });
}

const setLimit: Edit = {
  kind: 'set',
  target: { kind: 'site', site: 'Chat' },
  setting: 'limits.maxConnections',
  value: '5000',
};
const idleOff: Edit = {
  kind: 'set',
  target: { kind: 'pool', pool: 'SharedPool' },
  setting: 'processModel.idleTimeout',
  value: '00:00:00',
};

function answer(status: number, body = ''): string {
  const report: HandshakeReport = {
    status,
    statusText: '',
    headers: [],
    body,
    requestText: '',
    subprotocol: '',
    timingsMs: { dns: null, tcp: null, tls: null, upgrade: 1, total: 1 },
  };
  return diagnoseAnswer(report, null).sentence;
}

describe("the guide's mistakes", () => {
  it('1: its paths lost their backslashes; what is copied from here has them, and needs no IIS: drive', () => {
    const script = scriptOf([idleOff]);
    expect(script).toContain("'C:\\Windows\\System32\\inetsrv\\config\\applicationHost.config'");
    expect(script).not.toMatch(/IIS:/);
  });

  it('2: maxConnections 0 is not "unlimited", which is 4294967295, and is never written', () => {
    const found = check('site.limits', { host: [limits('maxConnections="0"')] });
    expect(found.sentence).toContain('"unlimited" is 4,294,967,295');
    expect(found.fix?.changes).toMatchObject([{ edit: { value: '4294967295' } }]);
    expect(() => applyEdits(wholeConfig(), [{ ...setLimit, value: '0' }])).toThrow('4294967295');
  });

  it('3: site limits are set through the section sites, at the level of applicationHost.config', () => {
    const script = scriptOf([setLimit]);
    expect(script).toContain(
      "Get-IISConfigSection -SectionPath 'system.applicationHost/sites' -CommitPath 'MACHINE/WEBROOT/APPHOST'",
    );
    expect(script).not.toContain('WebConfigurationProperty');
  });

  it('4: connectionTimeout of an hour keeps no socket; pings do', () => {
    const found = check('site.connection-timeout', {
      host: [limits('maxConnections="4294967295" connectionTimeout="01:00:00"')],
    });
    expect(found.sentence).toContain('keeps no socket open');
    expect(found.sentence).toContain('pingInterval');
    expect(found.fix?.changes).toMatchObject([{ edit: { value: '00:02:00' } }]);
  });

  it('5: idleTimeout cuts no open socket; the periodic restart does, by time and by schedule', () => {
    const cold = check('pool.warm', { host: [['<processModel idleTimeout="00:00:00" />', '']] });
    expect(cold.state).toBe('good');
    expect(cold.sentence).toContain('open sockets are not cut by this');
    expect(cold.fix?.weight).toBe('advice');
    expect(check('pool.recycling').sentence).toContain(
      'restarts every 29 h, and each restart cuts every open socket after at most 90 s; clients must connect again',
    );
  });

  it('6: AlwaysRunning alone preloads nothing, and a change of the pool says what it recycles', () => {
    const cold = check('pool.warm', { host: [[' preloadEnabled="true"', '']] });
    expect(cold.fix?.changes).toMatchObject([{ edit: { setting: 'preloadEnabled' } }]);
    expect(cold.fix?.cost).toContain('recycles ChatPool');
    const without: Swap = [
      '<add name="ApplicationInitializationModule" image="%windir%\\System32\\inetsrv\\warmup.dll" />',
      '',
    ];
    expect(check('pool.preload', { host: [without] }).sentence).toContain('Web-AppInit');
  });

  it("7: netsh's idle time-out is machine-wide, 0 is not off, and the site's own wins", () => {
    const zero = check('http-sys.timeouts', {
      facts: ({ network }) => ({
        network: { ...network, httpTimeouts: { idleConnection: 0, headerWait: 120 } },
      }),
    });
    expect(zero.sentence).toContain(`not "off" but the system's default`);
    expect(zero.sentence).toContain("the site's own connectionTimeout (2 min) wins");
    const [action] = zero.fix?.changes ?? [];
    expect(action?.kind).toBe('action');
    if (action?.kind !== 'action') return;
    const script = scriptOf([], [{ action: action.action, sentence: 'Put it back' }]);
    expect(script).toContain('netsh.exe http delete timeout timeouttype=idleconnectiontimeout');
    expect(script).not.toContain('http set timeout');
  });

  it('8: the firewall is asked for the ports of the bindings, with ranges, profiles and block rules', () => {
    const change: Change = {
      host: [['bindingInformation="*:443:"', 'bindingInformation="*:8443:"']],
      facts: ({ network }) => ({
        network: {
          ...network,
          certificates: network.certificates.map((each) => ({ ...each, bindingInformation: '*:8443:' })),
        },
      }),
    };
    expect(check('firewall.path', change).sentence).toContain('keeps TCP 8443 out');
    const range: Change = {
      ...change,
      facts: (known) => ({
        network: {
          ...known.network,
          rules: known.network.rules.slice(0, 1).map((rule) => ({ ...rule, ports: ['80', '8000-9000'] })),
        },
      }),
    };
    expect(check('firewall.path', range).state).toBe('good');
  });

  it('9: httpVersion needs no Http11; the proxy has to be on, which the guide never does', () => {
    const passThrough = check('app.proxy', proxied());
    expect(passThrough).toMatchObject({ state: 'good' });
    expect(passThrough.sentence).toContain('httpVersion PassThrough');
    const off = check('app.proxy', proxied([['<proxy enabled="true"', '<proxy']]));
    expect(off.sentence).toContain("ARR's proxy is switched off");
    expect(off.fix?.changes).toMatchObject([{ edit: { setting: 'proxy.enabled', value: 'true' } }]);
  });

  it('10: ARR does need its settings: compression, time-out, allowed variables, Host, fixed targets', () => {
    const bare = proxied(
      [['<proxy enabled="true" timeout="01:00:00" preserveHostHeader="true" />', '<proxy enabled="true" />']],
      [['<serverVariables><set name="HTTP_SEC_WEBSOCKET_EXTENSIONS" value="" /></serverVariables>', '']],
    );
    expect(check('app.proxy-extensions', bare).sentence).toContain('breaks on its first message after 101');
    expect(check('app.proxy-timeout', bare).sentence).toContain('2 min');
    expect(check('app.proxy-host', bare).sentence).toContain('preserveHostHeader is false');
    const forbidden = proxied([['<add name="HTTP_SEC_WEBSOCKET_EXTENSIONS" />', '']]);
    expect(check('app.proxy-extensions', forbidden).sentence).toContain('500.50');
    const open = proxied([], [['http://127.0.0.1:3000', 'http://{HTTP_HOST}']]);
    expect(check('app.open-proxy', open).sentence).toContain('an open proxy');
    expect(check('app.proxy', proxied()).sentence).toContain(
      'ends each socket here and opens one of its own',
    );
  });

  it('11: iisnode and ARR need opposite webSocket settings; iisnode has traps of its own', () => {
    const iisnode: Change = { host: bases.iisnode.host, web: bases.iisnode.web };
    const on: Change = {
      host: [...bases.iisnode.host, ['<webSocket enabled="false"', '<webSocket enabled="true"']],
      web: bases.iisnode.web,
    };
    expect(check('section.enabled', iisnode).state).toBe('good');
    expect(check('section.enabled', on).sentence).toContain('answered with 501');
    // The section is locked for web.config on a stock server: the fix stands in applicationHost.config.
    expect(check('section.enabled', on).fix?.cost).toContain('written in applicationHost.config');
    expect(
      check('section.enabled', proxied([['<webSocket enabled="true"', '<webSocket enabled="false"']])).state,
    ).toBe('broken');
    const both: Change = {
      ...iisnode,
      web: bases.iisnode.web.map((swap): Swap =>
        swap[0] === '<rules>\n' ? [swap[0], `${swap[1]}${proxyRule}`] : swap,
      ),
    };
    expect(check('app.conflict', both).sentence).toContain('whichever way it is set');
    expect(check('app.iisnode-firefox', iisnode).state).toBe('good');
    expect(check('app.iisnode', iisnode).sentence).toContain('no longer developed');
  });

  it('12: a module is required: the role service that adds WebSocketModule', () => {
    const host: Swap[] = [
      ['<add name="WebSocketModule" image="%windir%\\System32\\inetsrv\\iiswsock.dll" />', ''],
      ['<add name="WebSocketModule" lockItem="true" />', ''],
    ];
    const found = check('module.feature', {
      host,
      facts: ({ runtime }) => ({ runtime: { ...runtime, feature: 'Available' } }),
    });
    expect(found.sentence).toContain('The WebSocket role service is not installed');
    expect(found.fix?.changes).toEqual([
      { kind: 'action', action: { kind: 'install-feature', feature: 'Web-WebSockets' } },
    ]);
  });

  it('13: a log is read by its #Fields, not for the digits "101", in UTC, wherever and however it is named', async () => {
    const folder = await tempDir();
    const lines = (fields: string, rows: readonly string[]): string =>
      ['#Software: IIS', `#Fields: ${fields}`, ...rows].join('\r\n') + '\r\n';
    // Port, address, time taken and bytes hold the digits; one row is a socket. The fields change in the middle.
    const text =
      lines('date time c-ip s-port cs-uri-stem sc-status sc-substatus sc-win32-status time-taken', [
        '2026-11-24 01:01:01 10.1.0.101 101 /chat 200 0 0 101',
        '2026-11-24 01:01:02 10.1.0.101 101 /chat 101 0 64 90000',
      ]) + lines('date time cs-uri-stem sc-bytes sc-status', ['2026-11-24 01:01:03 /chat 101 404']);
    const site = path.join(folder, 'W3SVC7');
    await mkdir(site);
    await writeFile(path.join(site, 'u_ex26112401_x.log'), text);
    const report = logReport(await scanLogs([folder], ownThread(), { range: { since: null, until: null } }));
    // The 200 beside them is an ordinary answer, whatever its digits.
    expect(report.statuses).toEqual({ '101.0': 1, '404': 1 });
  });

  it('14: 426 is never IIS saying that WebSockets are not there', () => {
    expect(answer(426)).toContain('IIS itself never answers a missing feature so');
    expect(answer(200)).toContain('the WebSocket feature is not installed');
  });

  it('15: the echo keeps binary binary, refuses what is no socket, ends as it is asked, and is tried at its own path', () => {
    const { info, check: problemsOf, build } = recipes['aspnet-echo'];
    const values = withDefaults(info, {});
    const config = wholeConfig();
    const scene = { config, site: 'Chat', application: '/', readiness: judgeWhole(), hasFile: () => null };
    expect(problemsOf(values)).toEqual({});
    const { files, test } = build(scene, values);
    const text = files.find(({ name }) => name === 'WebSocketEcho.ashx')?.text ?? '';
    expect(text).toMatch(/^<%@ WebHandler Language="C#" Class="[\w.]+" %>/);
    expect(text).toContain('System.Web.WebSockets');
    expect(text).toContain('MessageType');
    expect(text).toMatch(/WebSocketMessageType\.Close|CloseReceived/);
    expect(text).toMatch(/Refuse\(context, 400,/);
    expect(files.find(({ name }) => name === 'web.config')?.text).toContain('targetFramework="4.5"');
    expect(test?.path).toBe('/WebSocketEcho.ashx');
  });

  it('15: an ASP.NET application without targetFramework 4.5 is told what throws', () => {
    const found = check('app.aspnet', {
      web: [['<httpRuntime targetFramework="4.8" />', '<httpRuntime />']],
    });
    expect(found.sentence).toContain('AcceptWebSocketRequest throws');
  });

  it('16: the install takes no management tools along, and looks at its result and a pending restart', () => {
    const action = { kind: 'install-feature', feature: 'Web-WebSockets' } as const;
    const script = scriptOf([], [{ action, sentence: 'Install the WebSocket role service' }]);
    expect(script).not.toContain('IncludeManagementTools');
    expect(script).toContain('RestartNeeded');
    expect(script).toContain('$answer.Success');
    const pending = check('module.restart', {
      facts: ({ environment }) => ({ environment: { ...environment, restartPending: true } }),
    });
    expect(pending.state).toBe('warning');
  });

  it('17: enumerations are written by name, and one pool is asked for, not all of them filtered', () => {
    const script = scriptOf([{ ...idleOff, setting: 'startMode', value: 'AlwaysRunning' }]);
    expect(script).toContain("'AlwaysRunning'");
    expect(script).toContain("-ConfigAttribute @{ 'name' = 'SharedPool' }");
    expect(script).not.toMatch(/Get-WebConfiguration|Where-Object -FilterScript \{ \$_\.name/i);
  });

  it('18: what it never mentions is told: the first ceiling, the queue, locks, Origin, client Windows, HTTP/2', () => {
    expect(check('section.request-limit').sentence).toContain('5,000 requests open');
    expect(check('pool.queue').sentence).toContain('1,000 handshakes may wait');
    expect(check('section.lock').sentence).toContain('500.19');
    expect(check('site.authentication').sentence).toContain('no CORS');
    const client = check('http-sys.client-cap', {
      facts: ({ environment }) => ({ environment: { ...environment, client: true } }),
    });
    expect(client.sentence).toContain('at most 10 requests');
    expect(check('site.http2').sentence).toContain('HTTP/1.1');
  });
});
