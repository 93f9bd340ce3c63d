import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SectionPart } from '../../../../shared/model/site-files';
import { applySplices, invertSplices } from './render';
import { mergeWebConfig } from './web-config';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const handler: SectionPart = {
  section: 'system.webServer/handlers',
  attributes: {},
  children: [
    {
      element: 'add',
      key: 'name',
      attributes: { name: 'iisnode', path: 'server.js', verb: '*', modules: 'iisnode' },
      children: [],
    },
  ],
};
const runtime: SectionPart = {
  section: 'system.web/httpRuntime',
  attributes: { targetFramework: '4.8' },
  children: [],
};

describe('merging into a web.config', () => {
  test('makes a whole file where there is none', () => {
    const { before, afterText, splices } = mergeWebConfig('web.config', null, [handler]);
    expect([before, splices]).toEqual([null, null]);
    expect(afterText).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<configuration>',
        '    <system.webServer>',
        '        <handlers>',
        '            <add name="iisnode" path="server.js" verb="*" modules="iisnode" />',
        '        </handlers>',
        '    </system.webServer>',
        '</configuration>',
        '',
      ].join('\r\n'),
    );
  });

  test('keeps what stands there, its indents, its line ends and its BOM', () => {
    const old =
      '\ufeff<configuration>\n\t<!-- ours -->\n\t<system.webServer>\n\t\t<handlers>\n\t\t\t<add name="x" path="*.x"/>\n\t\t</handlers>\n\t</system.webServer>\n</configuration>\n';
    const { after } = mergeWebConfig('web.config', bytes(old), [handler]);
    expect(Buffer.from(after).toString('utf8')).toBe(
      old.replace(
        '\n\t\t</handlers>',
        '\n\t\t\t<add name="iisnode" path="server.js" verb="*" modules="iisnode" />\n\t\t</handlers>',
      ),
    );
  });

  test('a second merge of the same writes nothing', () => {
    const once = mergeWebConfig('web.config', null, [handler, runtime]);
    const twice = mergeWebConfig('web.config', once.after, [handler, runtime]);
    expect(twice.after).toBe(once.after);
    expect(twice.splices).toEqual([]);
  });

  test('an entry of the same name in other letters is changed, not doubled', () => {
    const old =
      '<configuration><system.webServer><handlers><add name="IISNode" path="app.js" /></handlers></system.webServer></configuration>';
    const { afterText } = mergeWebConfig('web.config', bytes(old), [handler]);
    expect(afterText.match(/<add /g)).toHaveLength(1);
    expect(afterText).toContain('path="server.js"');
  });

  test('a default gives way to what stands there: nobody is moved to an older framework', () => {
    const part = { ...runtime, attributes: {}, defaults: { targetFramework: '4.5' } };
    const old =
      '<configuration><system.web><httpRuntime targetFramework="4.8" /></system.web></configuration>';
    expect(mergeWebConfig('web.config', bytes(old), [part]).splices).toEqual([]);
    expect(mergeWebConfig('web.config', null, [part]).afterText).toContain('targetFramework="4.5"');
  });

  test('a section in <location path="."> is merged there: IIS refuses it in both places', () => {
    const old =
      '<configuration><location path="." inheritInChildApplications="false"><system.webServer><handlers /></system.webServer></location></configuration>';
    const { afterText } = mergeWebConfig('web.config', bytes(old), [handler]);
    expect(afterText.match(/<handlers/g)).toHaveLength(1);
    expect(afterText).toContain('<handlers><add name="iisnode"');
  });

  test.each([
    [
      '<configuration><system.web><httpRuntime configSource="r.config" /></system.web></configuration>',
      'setting-not-here',
    ],
    [
      '<configuration><system.web><httpRuntime /></system.web><system.web><httpRuntime /></system.web></configuration>',
      'setting-not-here',
    ],
    ['<configuration><system.web>', 'not-xml'],
    ['<web />', 'not-a-configuration'],
  ])('is refused where it can not be done: %s', (text, code) => {
    expect(() => mergeWebConfig('web.config', bytes(text), [runtime])).toThrow(
      expect.objectContaining({ code }) as Error,
    );
  });

  test('values never become markup, and the old text is always got back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.boolean(), (value, there) => {
        const old = there
          ? '<configuration>\r\n  <system.web>\r\n    <httpRuntime maxUrlLength="1" />\r\n  </system.web>\r\n</configuration>'
          : '<configuration/>';
        const part = { ...runtime, attributes: { targetFramework: value } };
        const merged = mergeWebConfig('web.config', bytes(old), [part]);
        const splices = merged.splices ?? [];
        expect(applySplices(merged.afterText, invertSplices(old, splices))).toBe(old);
        expect(mergeWebConfig('web.config', merged.after, [part]).splices).toEqual([]);
      }),
      { numRuns: 300, seed: 6 },
    );
  });
});
