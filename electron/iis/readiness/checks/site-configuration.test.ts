import { expect, it } from 'vitest';
import type { Check, Readiness } from '../../../../shared/model/readiness';
import { readServer } from '../../config';
import { judge } from '../judge';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function judged(sites: string, site: string, webConfig?: string): Readiness {
  const config = readServer({
    applicationHost: {
      path: 'applicationHost.config',
      bytes: bytes(`<configuration>
<configSections><sectionGroup name="system.applicationHost"><section name="applicationPools" allowDefinition="AppHostOnly" /><section name="sites" allowDefinition="AppHostOnly" /></sectionGroup><sectionGroup name="system.webServer"><section name="webSocket" overrideModeDefault="Deny" /></sectionGroup></configSections>
<system.applicationHost><applicationPools><add name="P" /></applicationPools><sites>${sites}</sites></system.applicationHost>
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
    application: '/',
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
