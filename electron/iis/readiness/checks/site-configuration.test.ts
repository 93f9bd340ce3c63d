import { expect, it } from 'vitest';
import type { Check, Readiness } from '../../../../shared/model/readiness';
import { readServer } from '../../config';
import { judge } from '../judge';

interface More {
  /** Inside of the pool Q. */
  poolQ?: string;
  /** Below <configuration>. */
  below?: string;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function judged(
  sites: string,
  site: string,
  webConfig?: string,
  more: More = {},
  application = '/',
): Readiness {
  const config = readServer({
    applicationHost: {
      path: 'applicationHost.config',
      bytes: bytes(`<configuration>
<configSections><sectionGroup name="system.applicationHost"><section name="applicationPools" allowDefinition="AppHostOnly" /><section name="sites" allowDefinition="AppHostOnly" /></sectionGroup><sectionGroup name="system.webServer"><section name="webSocket" overrideModeDefault="Deny" /></sectionGroup></configSections>
<system.applicationHost><applicationPools><add name="P" /><add name="Q">${more.poolQ ?? ''}</add></applicationPools><sites>${sites}</sites></system.applicationHost>
${more.below ?? ''}
</configuration>`),
    },
    webConfigs: {
      complete: true,
      files:
        webConfig === undefined
          ? []
          : [{ iisPath: site, file: { path: 'web.config', bytes: bytes(webConfig) } }],
    },
  });
  return judge({
    config,
    site,
    application,
    runtime: null,
    handshake: null,
    handshakePending: false,
    server: 'file',
  });
}

const site = (name: string, id: string, more = ''): string =>
  `<site name="${name}" id="${id}"><application path="/" applicationPool="P"><virtualDirectory path="/" physicalPath="C:\\x" /></application><bindings><binding protocol="http" bindingInformation="*:80:" /></bindings>${more}</site>`;

const check = (readiness: Readiness): Check | undefined =>
  readiness.stations.flatMap(({ checks }) => checks).find(({ id }) => id === 'site.configuration');

it('two sites with one id: neither is said to have nothing wrong', () => {
  const sites = site('A', '1') + site('B', '1') + site('C', '2');
  for (const name of ['A', 'B']) {
    expect(check(judged(sites, name))?.state).toBe('warning');
    expect(judged(sites, name).verdict).toContain('1 error');
  }
  expect(check(judged(sites, 'C'))?.state).toBe('good');
});

it('a value out of range inside a site warns for that site and no other', () => {
  const sites = site('A', '1', '<limits connectionTimeout="99:00:00" />') + site('B', '2');
  expect(check(judged(sites, 'A'))?.state).toBe('warning');
  expect(check(judged(sites, 'B'))?.state).toBe('good');
});

it('a web.config that sets the locked section is broken (500.19), not "could be ready"', () => {
  const web =
    '<configuration><system.webServer><webSocket enabled="true" /></system.webServer></configuration>';
  const readiness = judged(site('A', '1'), 'A', web);
  expect(readiness.ready).toBe(false);
  expect(check(readiness)).toMatchObject({ state: 'broken', blocking: true });
  expect(readiness.verdict).toContain('its web.config sets a locked section');
});

it('a misspelt element or attribute at server level is never "the file shows nothing wrong"', () => {
  for (const section of ['<webSokcet enabled="true" />', '<webSocket enabeld="true" />']) {
    const below = `<system.webServer>${section}</system.webServer>`;
    const readiness = judged(site('A', '1'), 'A', undefined, { below });
    expect(check(readiness)).toMatchObject({ state: 'warning', blocking: false });
    expect(readiness.verdict).toContain('the configuration has 1 error there (line 4)');
  }
});

it('a misspelt element in a location warns below it; in a web.config it is a section that IIS answers with 500.19', () => {
  const below =
    '<location path="A"><system.webServer><webSokcet /></system.webServer></location><location path="C" />';
  const sites = site('A', '1') + site('B', '2');
  expect(check(judged(sites, 'A', undefined, { below }))?.state).toBe('warning');
  expect(check(judged(sites, 'B', undefined, { below }))?.state).toBe('good');
  const web = '<configuration><system.webServer><webSokcet /></system.webServer></configuration>';
  expect(judged(sites, 'A', web).verdict).toContain(
    'its web.config sets a section that no installed module knows (line 1)',
  );
});

it('a misspelt element in a pool warns for the applications in it, not for those below in another', () => {
  const inQ = site('A', '1')
    .replace('"P"', '"Q"')
    .replace('<bindings>', '<application path="/b" applicationPool="P" /><bindings>');
  const more = { poolQ: '<procesModel />' };
  expect(check(judged(inQ, 'A', undefined, more))?.state).toBe('warning');
  expect(check(judged(inQ, 'A', undefined, more, '/b'))?.state).toBe('good');
});

it('a thousand errors make one sentence that can be read', () => {
  const below = `<system.webServer>${'<webSokcet />'.repeat(1000)}</system.webServer>`;
  const found = check(judged(site('A', '1'), 'A', undefined, { below }));
  expect(found?.sentence).toMatch(/And 995 more errors\.$/);
  expect(found?.evidence).toHaveLength(5);
});
