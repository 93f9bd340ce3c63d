import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSecretName, maskSecrets, maskedSlicer } from './mask-secrets';
import { redact, redactText } from './redact';

/** A secret that shows up nowhere else by chance. */
const secret = fc.stringMatching(/^[A-Za-z0-9+/=!$#@*(){}. -]{6,20}$/).map((text) => `S3cr3t${text}x`);
const gap = fc.constantFrom('', ' ', '\r\n   ', '\t');
const filler = fc.string({ maxLength: 30 }).map((text) => text.replace(/["'<>&]/g, ''));

const hiding = fc.oneof(
  fc
    .tuple(secret, gap, fc.constantFrom('"', "'"))
    .map(([s, g, q]) => ({ s, text: `<processModel userName="a" password${g}=${g}${q}${s}${q} />` })),
  secret.map((s) => ({ s, text: `<add name="db" connectionString="Server=x;User=y;Pwd=${s}" />` })),
  secret.map((s) => ({ s, text: `<virtualDirectory path="/" PASSWORD="${s}"/>` })),
  secret.map((s) => ({ s, text: `<add x="[enc:IISWASOnlyAesProvider:${s}:enc]" />` })),
  secret.map((s) => ({ s, text: `<add x="&#91;enc:Aes:${s}:enc&#x5D;" />` })),
  secret.map((s) => ({
    s,
    text: `<appSettings file="a>b"><clear /><add key="Any" value="${s}" /></appSettings>`,
  })),
  secret.map((s) => ({ s, text: `<add\n key='Any' value='${s}'></add>` })),
  secret.map((s) => ({
    s,
    text: `<environmentVariables>\n<add name="X" value="${s}" />\n</environmentVariables>`,
  })),
  secret.map((s) => ({ s, text: `<machineKey validationKey="${s}" />` })),
  secret.map((s) => ({ s, text: `<!-- was password="${s}" -->` })),
  secret.map((s) => ({ s, text: `<x password="first line&#xA;\r\n${s}\r\n last" />` })),
);

describe('maskSecrets', () => {
  test('a seeded secret never shows, whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(filler, hiding), { minLength: 1, maxLength: 4 }),
        filler,
        (parts, end) => {
          const text = parts.map(([before, { text: hidden }]) => `${before}\n${hidden}\n`).join('') + end;
          const masked = maskSecrets(text);
          for (const [, { s }] of parts) expect(masked).not.toContain(s);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('lines keep their number and their ends', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            filler,
            hiding.map(({ text }) => text),
          ),
        ),
        (parts) => {
          const text = parts.join('\n');
          expect(maskSecrets(text).replace(/[^\r\n]/g, '')).toBe(text.replace(/[^\r\n]/g, ''));
        },
      ),
    );
  });

  test('a piece of a masked text is the same piece of the text masked', () => {
    fc.assert(
      fc.property(hiding, fc.nat(), fc.nat(), ({ s, text }, a, b) => {
        const [from, to] = [a % (text.length + 1), b % (text.length + 1)].toSorted((x, y) => x - y) as [
          number,
          number,
        ];
        const piece = maskedSlicer(text)(from, to);
        expect(piece).not.toContain(s);
        if (from === 0 && to === text.length) expect(piece).toBe(maskSecrets(text));
      }),
    );
  });

  test('what an administrator needs to see stays', () => {
    const text =
      '<add name="ChatPool" managedPipelineMode="Classic" passAnonymousToken="true"><recycling><periodicRestart><schedule><add value="03:00:00" /></schedule></periodicRestart></recycling></add><environmentVariables /><schedule><add value="04:00:00" /></schedule>';
    expect(maskSecrets(text)).toBe(text);
    expect(maskSecrets('<processModel password="" />')).toBe('<processModel password="" />');
  });

  test('a long text without secrets costs no more than a scan', () => {
    const text = '<add name="x" value="y" />\n'.repeat(30_000);
    const begun = performance.now();
    expect(maskSecrets(text)).toBe(text);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  test('names of secrets are known below their object, too', () => {
    expect(['processModel.password', 'Password', 'connectionString'].every(isSecretName)).toBe(true);
    expect(['passAnonymousToken', 'limits.maxConnections', 'keyContainerName'].some(isSecretName)).toBe(
      false,
    );
  });
});

describe('redact', () => {
  test('credentials in headers, addresses and fields do not reach the log', () => {
    const clean = JSON.stringify(
      redact({
        url: 'wss://user:hunter2@host/x',
        password: 'hunter2',
        nested: [{ text: 'Authorization: Basic aHVudGVyMjpodW50ZXIy' }],
        headers: [{ name: 'Cookie', value: 'hunter2' }],
        error: new Error('pwd=hunter2;'),
      }),
    );
    expect(clean).not.toContain('hunter2');
    expect(clean).not.toContain('aHVudGVyMjpodW50ZXIy');
  });

  test('a secret cut in the middle by the length limit is still a secret', () => {
    const text = `${'x'.repeat(3_980)} password="hunter2-and-a-lot-more"`;
    expect(redactText(text)).not.toContain('hunt');
  });

  test('hostile shapes end', () => {
    const round: Record<string, unknown> = { ['__proto__']: 1 };
    round['self'] = round;
    expect(() => JSON.stringify(redact(round))).not.toThrow();
    expect(redact(new Uint8Array(3))).toBe('3 bytes');
  });
});
