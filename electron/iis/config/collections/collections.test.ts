import { describe, expect, test } from 'vitest';
import { proxyingOf, readServer, scheduleOf } from '..';

interface Sample {
  pool?: string;
  poolDefaults?: string;
  server?: string;
  location?: string;
  farms?: string;
  sections?: string;
  web?: string;
}

const SECTIONS = `<section name="webFarms" /><sectionGroup name="system.webServer"><section name="handlers" /><sectionGroup name="rewrite">
  <section name="globalRules" allowDefinition="AppHostOnly" /><section name="rules" /></sectionGroup></sectionGroup>`;

const config = (sample: Sample = {}) =>
  readServer({
    applicationHost: {
      path: 'applicationHost.config',
      bytes: Buffer.from(`<configuration>
  <configSections>${sample.sections ?? SECTIONS}</configSections>
  <system.applicationHost>
    <applicationPools>
      <add name="P">${sample.pool ?? ''}</add>
      <applicationPoolDefaults>${sample.poolDefaults ?? ''}</applicationPoolDefaults>
    </applicationPools>
    <sites><site name="Chat" id="1"><application path="/" applicationPool="P" /></site></sites>
  </system.applicationHost>
  ${sample.farms ?? ''}
  <system.webServer>${sample.server ?? ''}</system.webServer>
  <location path="Chat"><system.webServer>${sample.location ?? ''}</system.webServer></location>
</configuration>`),
    },
    webConfigs: {
      complete: true,
      files:
        sample.web === undefined
          ? []
          : [
              {
                iisPath: 'Chat',
                file: {
                  path: 'web.config',
                  bytes: Buffer.from(
                    `<configuration><system.webServer>${sample.web}</system.webServer></configuration>`,
                  ),
                },
              },
            ],
    },
  });

const chat = { kind: 'site', site: 'Chat' } as const;
const rule = (name: string, url: string, rest = '', match = '(.*)'): string =>
  `<rule name="${name}" ${rest}><match url="${match}" /><action type="Rewrite" url="${url}" /></rule>`;
const rules = (text: string): string => `<rewrite><rules>${text}</rules></rewrite>`;

describe('forwarding', () => {
  const names = (sample: Sample) => proxyingOf(config(sample), chat).rules.map((one) => one.rule);

  test('would miss a global rule or one of web.config', () => {
    const server = `<rewrite><globalRules>${rule('farm', 'http://Nodes/{R:0}')}</globalRules></rewrite>`;
    const web = rules(rule('node', 'http://127.0.0.1:3000/{R:1}'));
    expect(names({ server, web })).toEqual(['farm', 'node']);
  });

  test('would take a redirect, a disabled rule or a rewrite within the site for a proxy', () => {
    const web = rules(
      rule('off', 'http://a/', 'enabled="false"') +
        rule('inside', '/other/{R:1}') +
        '<rule name="redirect"><match url=".*" /><action type="Redirect" url="http://a/" /></rule>',
    );
    expect(names({ web })).toEqual([]);
  });

  test("would lose a farm's own time-out, or say that a rule with a condition takes everything", () => {
    const farms =
      '<webFarms><webFarm name="Nodes"><applicationRequestRouting><protocol timeout="00:01:00" /></applicationRequestRouting></webFarm></webFarms>';
    const web = rules(rule('farm', 'http://nodes/{R:1}') + rule('some', 'http://b/', '', '^chat/'));
    const [farm, some] = proxyingOf(config({ farms, web }), chat).rules;
    expect(farm).toMatchObject({ farm: { name: 'Nodes', timeout: '00:01:00' }, always: true });
    expect(some).toMatchObject({ farm: null, always: false, backend: 'b' });
  });
});

describe('a schedule', () => {
  const list = (...times: string[]): string =>
    `<recycling><periodicRestart><schedule>${times.map((one) => `<add value="${one}" />`).join('')}</schedule></periodicRestart></recycling>`;

  test("would lose the pool's own or the inherited times", () => {
    expect(scheduleOf(config({ pool: list('12:00:00', '03:00:00', '03:00:00') }), 'P').times).toEqual([
      10_800, 43_200,
    ]);
    expect(scheduleOf(config({ poolDefaults: list('03:00:00') }), 'P')).toMatchObject({
      times: [10_800],
      source: { label: 'applicationPoolDefaults' },
    });
    expect(scheduleOf(config(), 'P')).toEqual({ times: [], source: null });
  });

  test('would guess what two lists or no time of day mean', () => {
    const two = { pool: list('03:00:00'), poolDefaults: list('04:00:00') };
    expect(scheduleOf(config(two), 'P').unknown).toContain('not documented');
    expect(scheduleOf(config({ pool: list('24:00:00') }), 'P').unknown).toContain('no time of day');
  });
});
