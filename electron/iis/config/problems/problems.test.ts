import { describe, expect, it } from 'vitest';
import { configText, sampleBytes, server } from '../samples/samples';

const sentences = (holes: Parameters<typeof configText>[0]): string[] =>
  server(configText(holes)).problems.map(({ sentence }) => sentence);

const site = (attributes: string, inner = '<application path="/" applicationPool="P" />'): string =>
  `<site ${attributes}>${inner}</site>`;

describe('problems, one sentence each, with the sound parts still there', () => {
  it('a sound file has none', () => expect(sentences({})).toEqual([]));

  it.each<[string, Parameters<typeof configText>[0], RegExp]>([
    [
      'a site without a pool',
      { sites: site('name="T" id="2"', '<application path="/" />') },
      /names no application pool/,
    ],
    [
      'a pool that does not exist',
      { application: 'applicationPool2="x"' },
      /no attribute "applicationPool2"/,
    ],
    [
      'an application whose pool does not exist',
      { sites: site('name="T" id="2"', '<application path="/" applicationPool="Nope" />') },
      /"Nope", which doesn't exist/,
    ],
    ['two sites with one id', { sites: site('name="T" id="1"') }, /"S" and "T" both have the id 1/],
    ['two sites with one name', { sites: site('name="s" id="2"') }, /two sites are named "s"/],
    ['two pools with one name', { pools: '<add name="p" />' }, /two application pools are named "p"/],
    ['a site without an id', { sites: site('name="T"') }, /no id that is a number/],
    ['a site without a name', { sites: site('id="2"') }, /has no name/],
    ['a pool without a name', { pools: '<add />' }, /has no name/],
    ['a site without a root application', { sites: site('name="T" id="2"', '') }, /no application "\/"/],
    [
      'a name that IIS refuses',
      { pools: '<add name="a|b" />', sites: site('name="T?" id="2"') },
      /refuses; rename/,
    ],
    ['an unknown section', { webServer: '<webSoket />' }, /webSoket is not registered/],
    ['an unknown attribute', { webServer: '<webSocket enable="true" />' }, /no attribute "enable"/],
    ['an unknown element', { pools: '<add name="Q"><procesModel /></add>' }, /no element <procesModel>/],
    ['a value out of range', { pool: 'queueLength="9"' }, /must be 10 to 65,535 requests; "9" is not/],
    ['a value of another type', { webServer: '<webSocket enabled="maybe" />' }, /must be true or false/],
    ['a section that stands twice', { webServer: '<webSocket /><webSocket />' }, /stands twice/],
    [
      'maxConnections 0',
      {
        sites: site(
          'name="T" id="2"',
          '<application path="/" applicationPool="P"/><limits maxConnections="0"/>',
        ),
      },
      /4294967295/,
    ],
    [
      'an override that means nothing',
      { locations: '<location path="S" overrideMode="No" />' },
      /overrideMode must be/,
    ],
    ['an include', { webServer: '<webSocket configSource="x.config" />' }, /kept in another file/],
    ['a stray element', { locations: '<foo />' }, /<foo> is not registered/],
  ])('%s', (_, holes, sentence) => {
    const config = server(configText(holes));
    expect(config.findSite('S')?.applications).toHaveLength(2);
    expect(config.problems.length).toBeGreaterThan(0);
    for (const problem of config.problems) {
      expect(problem.sentence).toMatch(/^applicationHost\.config, line \d+: .*\.$/);
      expect(problem.sentence).toMatch(sentence);
      expect(problem.where?.line).toBeGreaterThan(1);
    }
  });

  it('the lines are those of an editor, in a CRLF file with a BOM', () => {
    const [problem] = server(sampleBytes('busy')).problems;
    expect(problem?.where).toMatchObject({ line: 70, column: 25 });
  });

  it('an encrypted value that stands where it does not belong is not shown', () => {
    const text = sentences({ pool: 'queueLength="[enc:AesProvider:c2VjcmV0:enc]"' }).join();
    expect(text).toContain('an encrypted value');
    expect(text).not.toContain('c2VjcmV0');
  });

  it('shared configuration is told, with its path', () => {
    const redirection =
      '<configuration><configurationRedirection enabled="true" path="\\\\share\\iis" password="[enc:x:y:enc]" /></configuration>';
    const config = server(configText({}), {}, { redirection });
    expect(config.redirection).toMatchObject({ enabled: true, path: '\\\\share\\iis' });
    expect(config.problems.map(({ sentence }) => sentence)).toEqual([
      expect.stringContaining('\\\\share\\iis'),
    ]);
    expect(server(configText({}), {}, { redirection: 'x' }).problems[0]?.sentence).toContain(
      'redirection.config',
    );
  });

  it('without <configSections> the objects are still read', () => {
    const config = server(configText({}).replace(/<configSections>.*<\/configSections>/s, ''));
    expect(config.sites).toHaveLength(1);
    expect(config.problems[0]?.sentence).toContain('no <configSections>');
  });

  it.each(['__proto__', 'constructor', "a'b$`c", '🦜'.repeat(130), '"<&>'])(
    'a site named %s is read, found and quoted',
    (name) => {
      const escaped = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
      const config = server(configText({ sites: site(`name="${escaped}" id="1"`) }));
      expect(config.findSite(name)?.name).toBe(name);
      expect(config.problems).toHaveLength(1);
      expect(config.problems[0]?.sentence.length).toBeLessThan(400);
    },
  );
});
