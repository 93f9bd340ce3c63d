import { describe, expect, it } from 'vitest';
import { applyEdits, entriesOf, readServer, webConfigElements } from '..';
import type { Edit, ServerConfig } from '..';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const chat = { kind: 'application', site: 'Chat', path: '/' } as const;

function server(more: string, webConfig?: string, complete = true): ServerConfig {
  return readServer({
    applicationHost: {
      path: 'applicationHost.config',
      bytes: bytes(`<configuration>
<configSections><sectionGroup name="system.applicationHost"><section name="applicationPools" allowDefinition="AppHostOnly" overrideModeDefault="Deny" /><section name="sites" allowDefinition="AppHostOnly" overrideModeDefault="Deny" /></sectionGroup>
<sectionGroup name="system.webServer"><section name="handlers" overrideModeDefault="Allow" /><sectionGroup name="security"><section name="requestFiltering" overrideModeDefault="Allow" /></sectionGroup></sectionGroup></configSections>
<system.applicationHost><applicationPools><add name="P" /></applicationPools><sites><site name="Chat" id="1"><application path="/" applicationPool="P" /></site></sites></system.applicationHost>
<system.webServer><handlers><add name="a" path="*.a" /><add name="b" path="*.b" /></handlers></system.webServer>
${more}
</configuration>`),
    },
    webConfigs: {
      complete,
      files:
        webConfig === undefined
          ? []
          : [
              {
                iisPath: 'Chat',
                file: { path: 'web.config', bytes: bytes(`<configuration>${webConfig}</configuration>`) },
              },
            ],
    },
  });
}

const names = (config: ServerConfig): (string | undefined)[] =>
  entriesOf(config, chat, 'system.webServer/handlers').entries.map(({ element }) => element.get('name'));

describe('entries of a collection', () => {
  it('a web.config that removes and adds is folded over what the server has', () => {
    const config = server(
      '',
      '<system.webServer><handlers><remove name="a" /><add name="c" /></handlers></system.webServer>',
    );
    expect(names(config)).toEqual(['b', 'c']);
    const [, last] = entriesOf(config, chat, 'system.webServer/handlers').entries;
    expect(last).toMatchObject({ label: 'web.config of Chat', where: { file: 'web.config', line: 1 } });
  });

  it('a <clear> in a location takes the inherited ones away', () => {
    const more =
      '<location path="Chat"><system.webServer><handlers><clear /><add name="z" /></handlers></system.webServer></location>';
    expect(names(server(more))).toEqual(['z']);
  });

  it('a web.config that was not read makes the list unknown, never complete by accident', () => {
    const { unknown } = entriesOf(server('', undefined, false), chat, 'system.webServer/handlers');
    expect(unknown).toContain('the web.config of Chat');
  });

  it('a section that no module brought is told from an empty one', () => {
    expect(entriesOf(server(''), chat, 'system.webServer/rewrite/rules')).toEqual({
      entries: [],
      registered: false,
    });
  });
});

describe("what machine.config registers, in an application's web.config", () => {
  it('is found at the top and in a location, with its place', () => {
    const config = server('', '<system.web><httpRuntime targetFramework="4.0" /></system.web>');
    const { found } = webConfigElements(config, chat, 'system.web/httpRuntime');
    expect(found.map(({ element, label }) => [element.get('targetFramework'), label])).toEqual([
      ['4.0', 'web.config of Chat'],
    ]);
  });

  it('is unknown where the file was not read', () => {
    const { found, unknown } = webConfigElements(
      server('', undefined, false),
      chat,
      'system.web/httpRuntime',
    );
    expect(found).toEqual([]);
    expect(unknown).toContain('the web.config of Chat was not read');
  });
});

describe('edits that need what came with them', () => {
  const add = (name: string): Edit => ({
    kind: 'add-element',
    ref: { section: 'system.applicationHost/applicationPools', element: 'add', attributes: { name } },
  });
  const move = (value: string): Edit => ({ kind: 'set', target: chat, setting: 'applicationPool', value });

  it('a new pool and the move into it are one change; a move into a pool nobody adds is refused', () => {
    const [file] = applyEdits(server(''), [add('Fresh'), move('Fresh')]);
    expect(file?.afterText).toContain('<add name="Fresh" />');
    expect(file?.afterText).toContain('applicationPool="Fresh"');
    expect(() => applyEdits(server(''), [add('Fresh'), move('Other')])).toThrow('no application pool');
  });

  it('a limit below its section is written into its own element and read back', () => {
    const setting = 'requestFiltering.requestLimits.maxQueryString';
    const site = { kind: 'site', site: 'Chat' } as const;
    const [file] = applyEdits(server(''), [{ kind: 'set', target: site, setting, value: '8192' }]);
    expect(file?.afterText).toContain('<requestLimits maxQueryString="8192" />');
  });
});
