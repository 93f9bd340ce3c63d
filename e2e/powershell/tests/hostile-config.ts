import fc from 'fast-check';

/** A text with secrets at places where real files have them, and the secrets. */
export interface Seeded {
  text: string;
  secrets: string[];
}

const secret = fc
  .tuple(fc.stringMatching(/^[A-Za-z0-9]{9,14}$/), fc.constantFrom('', '€', '🦜', 'ß', ' x', '!', ';a=b'))
  .map(([core, more]) => `s${core}t${more}`);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&apos;');
const referenced = (text: string): string =>
  Array.from(text, (char) => `&#x${(char.codePointAt(0) ?? 0).toString(16)};`).join('');
const written = (value: string, how: number): string =>
  how === 0 ? escaped(value) : how === 1 ? referenced(value) : escaped(`[enc:AesProvider:${value}:enc]`);

/** Where nothing that IIS or the product knows can stand. */
const strangers = [
  'appSettings',
  'connectionStrings',
  'myCompany.settings',
  'runtime',
  'system.net',
  'system.serviceModel',
  'configProtectedData',
];
const anyName = [
  'name',
  'key',
  'value',
  'path',
  'enabled',
  'type',
  'x:y',
  'connectionString',
  'url',
  'überName',
];
/** Elements that the product reads, each with attributes on it that hold secrets in the wild. */
const known: readonly (readonly [open: string, close: string, attributes: readonly string[]])[] = [
  [
    '<system.webServer><aspNetCore processPath="dotnet" ',
    ' /></system.webServer>',
    ['arguments', 'stdoutLogFile', 'password'],
  ],
  [
    '<system.webServer><aspNetCore><environmentVariables><environmentVariable name="A" ',
    ' /></environmentVariables></aspNetCore></system.webServer>',
    ['value'],
  ],
  [
    '<system.webServer><httpProtocol><customHeaders><add name="X-Key" ',
    ' /></customHeaders></httpProtocol></system.webServer>',
    ['value'],
  ],
  [
    '<system.webServer><rewrite><rules><rule name="r"><match url=".*" /><conditions><add input="{X}" ',
    ' /></conditions></rule></rules></rewrite></system.webServer>',
    ['pattern'],
  ],
  [
    '<system.webServer><rewrite><rules><rule name="r"><serverVariables><set name="HTTP_AUTHORIZATION" ',
    ' /></serverVariables></rule></rules></rewrite></system.webServer>',
    ['value', 'encryptedValue'],
  ],
  [
    '<location path="a"><system.webServer><security><authentication><anonymousAuthentication ',
    ' /></authentication></security></system.webServer></location>',
    ['userName', 'password'],
  ],
  ['<system.webServer><myModule ', ' /></system.webServer>', ['name', 'path', 'licence', 'value', 'token']],
  ['<system.web><identity impersonate="true" ', ' /></system.web>', ['userName', 'password']],
  ['<system.web><machineKey ', ' /></system.web>', ['validationKey', 'decryptionKey']],
  [
    '<system.web><sessionState mode="SQLServer" ',
    ' /></system.web>',
    ['sqlConnectionString', 'stateConnectionString'],
  ],
  ['<system.webServer><webSocket ', ' /></system.webServer>', ['password', 'pingIntervall']],
  [
    '<system.webServer><handlers><add name="a" path="*" ',
    ' /></handlers></system.webServer>',
    ['scriptProcessor'],
  ],
];

const quote = fc.constantFrom('"', "'");
const attributeOf = (names: readonly string[]): fc.Arbitrary<Seeded> =>
  fc
    .record({
      name: fc.constantFrom(...names),
      secret,
      how: fc.nat(2),
      quote,
      space: fc.constantFrom('', ' ', '\r\n'),
    })
    .map((each) => ({
      text: `${each.name}${each.space}=${each.space}${each.quote}${written(each.secret, each.how)}${each.quote}`,
      secrets: [each.secret],
    }));

const inKnown = fc
  .constantFrom(...known)
  .chain(([open, close, names]) =>
    attributeOf(names).map(({ text, secrets }) => ({ text: open + text + close, secrets })),
  );
const inStranger = fc
  .record({
    group: fc.constantFrom(...strangers),
    first: attributeOf(anyName),
    content: secret,
    deep: fc.boolean(),
  })
  .map(({ group, first, content, deep }) => ({
    text: `<${group}>\r\n  <add ${first.text}${deep ? `><value>${escaped(content)}</value></add>` : ' />'}\n</${group}>`,
    secrets: [...first.secrets, ...(deep ? [content] : [])],
  }));
const inProse = fc
  .record({ secret, how: fc.constantFrom('comment', 'cdata', 'pi', 'old') })
  .map(({ secret: word, how }): Seeded => {
    const texts = {
      comment: `<!-- ${word} -->`,
      cdata: `<runtime><![CDATA[${word}]]></runtime>`,
      pi: `<?note ${word}?>`,
      old: `<!-- <add key="Key" value="${word}" />\n -->`,
    };
    return { text: texts[how], secrets: [word] };
  });

/** A whole, well-formed web.config. */
export const seededWebConfig: fc.Arbitrary<Seeded> = fc
  .array(fc.oneof(inKnown, inStranger, inProse), { minLength: 1, maxLength: 6 })
  .map((pieces) => ({
    text: `<?xml version="1.0" encoding="utf-8"?>\r\n<configuration>\n${pieces.map(({ text }) => text).join('\n  ')}\n</configuration>\n`,
    secrets: pieces.flatMap(({ secrets }) => secrets),
  }));

/** The same as it may look while somebody writes it, or behind somebody's hand. */
export const brokenWebConfig: fc.Arbitrary<Seeded> = fc
  .record({
    seeded: seededWebConfig,
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    how: fc.constantFrom(
      'cut',
      'drop',
      '"',
      "'",
      '<',
      '>',
      '&',
      '-->',
      '<!--',
      '<![CDATA[',
      ']]>',
      '\u0001',
      '</add>',
      '<!DOCTYPE x [',
    ),
  })
  .map(({ seeded: { text, secrets }, at, how }) => {
    const offset = Math.floor(at * text.length);
    const rest = how === 'cut' ? '' : text.slice(offset + (how === 'drop' ? 1 : 0));
    return { text: text.slice(0, offset) + (how === 'cut' || how === 'drop' ? '' : how) + rest, secrets };
  });

/** Secrets, or the better part of one, in a text as it is written and with its references read. */
export function found(text: string, secrets: readonly string[]): string[] {
  const read = text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, number: string) => String.fromCodePoint(Number(number)));
  return secrets.filter((word) => {
    const part = word.slice(1, 9);
    return text.includes(part) || read.includes(part);
  });
}
