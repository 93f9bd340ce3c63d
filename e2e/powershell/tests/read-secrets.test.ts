import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../../../shared/errors';
import typical from '../../../electron/gateways/practice/scenarios/typical-trouble.config?raw';
import { readServer } from '../../../electron/iis/config';
import { parseDocument } from '../../../electron/iis/config/document';
import { applyEdits } from '../../../electron/iis/config/edit/apply';
import { editArbitrary } from '../../../electron/iis/config/samples/random-edits';
import { configText, sampleBytes, sampleNames, server } from '../../../electron/iis/config/samples/samples';
import { brokenWebConfig, found, seededWebConfig, type Seeded } from './hostile-config';
import { modelOf } from './open-box';
import { folder, readAll, readBox } from './read-box';

/** `npm run prove` has many more runs. */
const PATIENCE = 120_000 * Number(process.env['FC_RUNS'] ?? '1');
const LINES = /\r\n|\r|\n/g;
const lineEnds = (text: string): number[] => [...text.matchAll(LINES)].map(({ index }) => index);
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function refusal(text: string): string | null {
  try {
    parseDocument({ path: 'x', bytes: new TextEncoder().encode(text) });
    return null;
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

/** Two sites whose web.config is written anew by each run. */
async function twoSites() {
  const { box, session } = await readBox({ config: '' });
  const folders = [await folder(box, 'one'), await folder(box, 'two')];
  const sites = folders.map(
    (dir, at) =>
      `<site name="N${at}" id="${at + 7}"><application path="/"><virtualDirectory path="/" physicalPath="${dir}" /></application></site>`,
  );
  await writeFile(box.configPath, configText({ sites: sites.join('\n') }));
  return { box, session, files: folders.map((dir) => path.join(dir, 'web.config')) };
}

async function checkBoth(
  { session, files }: Awaited<ReturnType<typeof twoSites>>,
  seeded: readonly Seeded[],
  bom: boolean,
): Promise<void> {
  const texts = seeded.map(({ text }) => (bom ? `\ufeff${text}` : text));
  for (const [at, file] of files.entries()) await writeFile(file, texts[at] ?? '');
  const sent = await readAll(session);
  const everything = JSON.stringify([sent.files.map(({ text }) => text), sent.unreadable]);
  expect(
    found(
      everything,
      seeded.flatMap(({ secrets }) => secrets),
    ),
  ).toEqual([]);
  for (const [at, text] of texts.entries()) {
    const file = sent.web(`N${at}`);
    if (file === undefined) {
      // Only where asterisks would have made a broken text look sound.
      expect(refusal(text)).not.toBeNull();
      expect(sent.unreadable).toContainEqual(expect.objectContaining({ iisPath: `N${at}`, code: 'not-xml' }));
      continue;
    }
    expect(file.text).toHaveLength(text.length);
    expect(lineEnds(file.text)).toEqual(lineEnds(text));
    expect(file.first.hash).toBe(sha(new TextEncoder().encode(text)));
    expect(refusal(file.text) === null).toBe(refusal(text) === null);
  }
}

test(
  'no secret of a web.config leaves, and every offset and line stays',
  async () => {
    const box = await twoSites();
    await fc.assert(
      fc.asyncProperty(fc.tuple(seededWebConfig, seededWebConfig), fc.boolean(), (seeded, bom) =>
        checkBoth(box, seeded, bom),
      ),
    );
  },
  PATIENCE,
);

test(
  'not from a web.config that is half written or torn, either, and it still looks torn',
  async () => {
    const box = await twoSites();
    await fc.assert(
      fc.asyncProperty(fc.tuple(brokenWebConfig, brokenWebConfig), fc.boolean(), (seeded, bom) =>
        checkBoth(box, seeded, bom),
      ),
    );
  },
  PATIENCE,
);

const OWN_SECRETS = [
  'poolPassw0rd',
  'vdirPassw0rd',
  'poolVariable1',
  'fastcgiArgs11',
  'headerValue11',
  'ftpConnection1',
  'zzAesKey4711',
  'commentWord11',
  'zzCertPw4711',
  'farmAdminPw111',
  'zzTarget4711',
];
const [pw, vdir, variable, args, header, ftp, key, word, cert, farm, destination] = OWN_SECRETS;
const OWN = configText({
  pool: 'queueLength="1500"',
  pools: `<add name="Q"><processModel userName="CORP\\q" password="[enc:IISWASOnlyAesProvider:${pw}:enc]" /><environmentVariables><add name="A" value="${variable}" /></environmentVariables></add>
    <!-- ${word} -->`,
  sites: `<site name="T" id="2"><application path="/"><virtualDirectory path="/" physicalPath="" userName="u" password="${vdir}" /></application></site>`,
  webServer: `<fastCgi><application fullPath="c:\\php.exe" arguments="${args}" /></fastCgi>
    <httpProtocol><customHeaders><add name="X" value="${header}" /></customHeaders></httpProtocol>
    <proxy enabled="true" clientCertPassword="${cert}" /><httpRedirect enabled="true" destination="https://x/${destination}" />
    <rewrite><rules><rule name="r"><match url=".*" /><action type="Rewrite" url="https://bob:${pw}@host/{R:1}?code=${key}" /></rule></rules></rewrite>`,
  locations: `<configProtectedData><providers><add name="AesProvider" sessionKey="${key}" keyContainerName="k" /></providers></configProtectedData>
  <webFarms><webFarm name="F" adminPassword="${farm}"><server address="a" /></webFarm></webFarms>
  <system.ftpServer><providerDefinitions><add name="p" connectionString="${ftp}" /></providerDefinitions></system.ftpServer>`,
});

test("applicationHost.config's own secrets stay on the server, and all else that is read arrives", async () => {
  const { box, session } = await readBox({ config: OWN });
  const { own } = await readAll(session);
  expect(own?.text.split('\n')).toHaveLength(OWN.split('\n').length);
  expect(found(own?.text ?? '', OWN_SECRETS)).toEqual([]);
  expect(own?.text).toContain(
    '<action type="Rewrite" url="https://****************@host/{R:1}?*****************" />',
  );
  expect(modelOf(server(own?.text ?? ''))).toEqual(modelOf(server(OWN)));
  // Cut anywhere, an attribute's section or its closing quote may be missing.
  for (let at = 0; at < OWN.length; at += 97) {
    await writeFile(box.configPath, OWN.slice(0, at));
    const cut = await readAll(session);
    const all = JSON.stringify([cut.files.map(({ text }) => text), cut.unreadable]);
    expect(found(all, OWN_SECRETS)).toEqual([]);
  }
}, 60_000);

test('redirection.config keeps its account', async () => {
  const { box, session } = await readBox({ config: configText({}) });
  const shared = await folder(box, 'shared', { 'applicationHost.config': configText({}) });
  const text = `<configuration><configurationRedirection enabled="true" path="${shared}" userName="CORP\\web" password="[enc:Aes:hunter2hunter2:enc]" /></configuration>`;
  await writeFile(path.join(path.dirname(box.configPath), 'redirection.config'), text);
  const sent = await readAll(session);
  expect(sent.done).toEqual({ path: path.join(shared, 'applicationHost.config'), redirected: true });
  const redirection = sent.files.find(({ first }) => first.role === 'redirection')?.text ?? '';
  expect(redirection).toHaveLength(text.length);
  expect(redirection).toContain(`path="${shared}"`);
  expect(redirection).not.toMatch(/hunter2|CORP/);
});

test.each([
  ...sampleNames.map((name) => [name, Buffer.from(sampleBytes(name)).toString()]),
  ['typical', typical],
])('every value and problem of %s is the same with its secrets masked', async (_name, text) => {
  const { session } = await readBox({ config: text });
  const { own } = await readAll(session);
  const [before, after] = [server(text), server(own?.text ?? '')];
  expect(modelOf(after)).toEqual(modelOf(before));
  expect(after.problems).toEqual(before.problems);
});

test(
  'whatever may be set arrives as it was set: the list of what leaves has every setting',
  async () => {
    const { box, session } = await readBox({ config: typical });
    const config = readServer({
      applicationHost: { path: 'x', bytes: new TextEncoder().encode(typical) },
      webConfigs: { complete: true, files: [] },
    });
    await fc.assert(
      fc.asyncProperty(fc.array(editArbitrary(config), { minLength: 5, maxLength: 20 }), async (edits) => {
        let text: string;
        try {
          text = new TextDecoder().decode(
            applyEdits(config, edits)[0]?.after ?? new TextEncoder().encode(typical),
          );
        } catch (error) {
          if (error instanceof AppError) return;
          throw error;
        }
        await writeFile(box.configPath, text);
        const { own } = await readAll(session);
        expect(modelOf(server(own?.text ?? ''))).toEqual(modelOf(server(text)));
      }),
      { numRuns: 30 },
    );
  },
  PATIENCE,
);
