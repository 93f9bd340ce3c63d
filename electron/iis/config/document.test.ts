import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors';
import { maxFileBytes, parseDocument } from './document';
import { configText, sampleBytes, server, utf8 } from './samples/samples';

const parse = (input: string | Uint8Array): ReturnType<typeof parseDocument> =>
  parseDocument({ path: 'applicationHost.config', bytes: typeof input === 'string' ? utf8(input) : input });

function failure(input: string | Uint8Array): AppError {
  try {
    parse(input);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('what is refused, each with one sentence and a line', () => {
  it.each([
    ['nothing', '', 'not-xml', 1],
    ['white space', ' \r\n\r\n', 'not-xml', 1],
    ['JSON', '{"a": 1}', 'not-xml', 1],
    ['plain text', 'hello', 'not-xml', 1],
    ['HTML', '<!DOCTYPE html><html><br></html>', 'xml-refused', 1],
    ['an open comment', '<configuration>\r\n<!-- a\r\n</configuration>', 'not-xml', 2],
    ['an open tag', '<configuration>\r\n\r\n  <a b="1', 'not-xml', 3],
    ['a missing close tag', '<configuration>\r\n<a>\r\n</configuration>', 'not-xml', 1],
    ['crossed tags', '<configuration>\n<a><b>\n</a></b></configuration>', 'not-xml', 3],
    ['two roots', '<configuration/>\r\n<configuration/>', 'xml-refused', 2],
    ['text behind the root', '<configuration/>\n\nx', 'xml-refused', 3],
    ['a repeated attribute', '<configuration>\n<a b="1"\n c="2" b="3"/></configuration>', 'not-xml', 3],
    ['a bare &', '<configuration>\n<a b="1 & 2"/></configuration>', 'xml-refused', 2],
    ['an unknown entity', '<configuration>\n&nbsp;</configuration>', 'xml-refused', 2],
    ['NUL', '<configuration>\n\0</configuration>', 'not-xml', 2],
    ['another root', '<!-- -->\n<web/>', 'not-a-configuration', 2],
    [
      'a billion laughs',
      '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n<configuration>&b;</configuration>',
      'xml-refused',
      1,
    ],
    [
      'an external entity',
      '<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE l SYSTEM "file:///etc/passwd">\n<configuration/>',
      'xml-refused',
      3,
    ],
  ])('%s', (_, text, code, line) => {
    const error = failure(text);
    expect({ code: error.code, line: error.where?.line }).toEqual({ code, line });
    expect(error.message).toMatch(/^applicationHost\.config[, ].*\.$/s);
    expect(error.where?.file).toBe('applicationHost.config');
  });

  it('a file over 64 MB, without looking into it', () => {
    expect(failure(new Uint8Array(maxFileBytes + 1)).code).toBe('file-too-large');
  });

  it('UTF-32 and an encoding nobody knows', () => {
    expect(failure(new Uint8Array([0, 0, 0xfe, 0xff, 0, 0, 0, 0x3c])).code).toBe('encoding-unsupported');
    expect(failure('<?xml version="1.0" encoding="x-none"?><configuration/>').code).toBe(
      'encoding-unsupported',
    );
  });

  it('an attribute of ten million characters does not bring the process down', () => {
    const long = 'x'.repeat(10_000_000);
    expect(parse(`<configuration a="${long}"/>`).root.get('a')).toHaveLength(10_000_000);
    expect(failure(`<configuration a="${long}`).code).toBe('not-xml');
  });
});

describe('encodings', () => {
  const wide = (text: string, bigEndian: boolean): Uint8Array => {
    const bytes = new Uint8Array(2 + text.length * 2);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, 0xfeff, !bigEndian);
    for (let index = 0; index < text.length; index += 1)
      view.setUint16(2 + index * 2, text.charCodeAt(index), !bigEndian);
    return bytes;
  };

  it.each([false, true])('UTF-16 (big-endian %s) is read and never written', (bigEndian) => {
    const config = server(wide(configText({}).replace('UTF-8', 'UTF-16'), bigEndian));
    expect(config.findSite('s')?.applications).toHaveLength(2);
    expect(config.readOnly).toContain('UTF-16');
    expect(config.problems).toHaveLength(1);
  });

  it('bytes that are no UTF-8 are shown with replacement characters and never written', () => {
    const bytes = utf8(configText({ pools: '<add name="caf~" />' })).map((byte) =>
      byte === 0x7e ? 0xe9 : byte,
    );
    const config = server(bytes);
    expect(config.pools[1]?.name).toBe('caf\ufffd');
    expect(config.readOnly).toContain('not UTF-8');
  });

  it('a declared single-byte encoding is read as declared and never written', () => {
    const text = configText({ pools: '<add name="caf~" />' }).replace('UTF-8', 'windows-1252');
    const config = server(utf8(text).map((byte) => (byte === 0x7e ? 0xe9 : byte)));
    expect(config.pools[1]?.name).toBe('café');
    expect(config.readOnly).toContain('windows-1252');
  });

  it('a BOM is not part of the text, so that columns in line 1 are right', () => {
    const document = parse(sampleBytes('busy'));
    expect(document.hasBom).toBe(true);
    expect(document.text.startsWith('<?xml')).toBe(true);
    expect(document.whereOf(0)).toEqual({ file: 'applicationHost.config', line: 1, column: 1 });
  });
});

describe('positions', () => {
  it('count as an editor does: CRLF is one line end, lone CR and LF are one each', () => {
    const document = parse('<configuration>\r\n<a/>\r<b/>\n\r\n<c/>🦜<d/></configuration>');
    const places = document.root.children.map(({ start }) => {
      const { line, column } = document.whereOf(start);
      return [line, column];
    });
    expect(places).toEqual([
      [2, 1],
      [3, 1],
      [5, 1],
      [5, 7],
    ]);
  });
});

describe('values', () => {
  it('are normalised and decoded once', () => {
    const { root } = parse('<configuration a="x\r\n\ty&#xA;&amp;lt;&#x1F99C;&apos;" b=\'"\'/>');
    expect(root.get('a')).toBe("x  y\n&lt;🦜'");
    expect(root.get('b')).toBe('"');
  });

  it('attributes with names of Object.prototype do no harm', () => {
    const { root } = parse('<configuration hasOwnProperty="1" toString="2" valueOf="3"/>');
    expect(root.attributes.map(({ name, value }) => [name, value])).toEqual([
      ['hasOwnProperty', '1'],
      ['toString', '2'],
      ['valueOf', '3'],
    ]);
    expect(failure('<configuration toString="1" a="2" a="3"/>').code).toBe('not-xml');
  });
});
