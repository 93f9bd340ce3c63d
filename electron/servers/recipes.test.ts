import { describe, expect, test } from 'vitest';
import { recipeIds, type RecipeId, type RecipeValues } from '../../shared/model/recipes';
import { troubleText } from '../iis/changes/testing/test-server';
import { sha256 } from '../storage/hash';
import type { OpenServer } from './open-server';
import { previewRecipe, removeRecipe } from './recipes';
import { fullText, openOn } from './testing/memory-server';

const at = (recipe: RecipeId, values: RecipeValues = {}, site = 'Orders') => ({
  recipe,
  site,
  application: '/',
  values,
});

async function place(open: OpenServer, recipe: RecipeId, values: RecipeValues = {}) {
  const { requests, plan } = await previewRecipe(open, at(recipe, values));
  expect(plan?.refusal).toBeUndefined();
  return open.changes.applyRequests(requests, plan?.planHash ?? '');
}

/** One recipe placed is one undo, whatever files and settings it is made of. */
async function undoLast(open: OpenServer): Promise<void> {
  const [last] = (await open.changes.journal(0, 1)).entries;
  await open.changes.undo(last?.id ?? '');
}

const WEB = '%SystemDrive%\\inetpub\\orders\\web.config';
const THEIRS =
  '\ufeff<configuration>\n  <!-- ours -->\n  <system.webServer>\n    <httpErrors errorMode="Detailed" />\n  </system.webServer>\n</configuration>\n';

const placing = recipeIds.filter((id) => id !== 'node-echo' && id !== 'powershell-test');

describe('each recipe', () => {
  test.each(placing)(
    '%s: is placed beside what a web.config says, and undone without a trace',
    async (id) => {
      const { open, gateway } = await openOn(fullText);
      gateway.siteFiles.all.set(WEB, new TextEncoder().encode(THEIRS));
      const before = sha256(gateway.bytes);
      const result = await place(open, id);
      expect(result).toMatchObject({ applied: true });
      const now = new TextDecoder('utf-8', { ignoreBOM: true }).decode(gateway.siteFiles.all.get(WEB));
      expect(now).not.toBe(THEIRS);
      expect(now.startsWith('\ufeff<configuration>\n  <!-- ours -->')).toBe(true);
      expect(now).toContain('<httpErrors errorMode="Detailed" />');
      await undoLast(open);
      expect(sha256(gateway.bytes)).toBe(before);
      expect([...gateway.siteFiles.all.keys()]).toEqual([WEB]);
      expect(sha256(gateway.siteFiles.all.get(WEB) ?? '')).toBe(sha256(THEIRS));
    },
  );

  test.each(placing)('%s: where there is no file it leaves none behind', async (id) => {
    const { open, gateway } = await openOn(fullText);
    await place(open, id);
    expect(gateway.siteFiles.all.size).toBeGreaterThan(0);
    await undoLast(open);
    expect([...gateway.siteFiles.all.keys()]).toEqual([]);
  });

  test.each(placing)('%s: placed a second time it changes nothing', async (id) => {
    const { open } = await openOn(fullText);
    await place(open, id);
    const { plan } = await previewRecipe(open, at(id));
    expect([plan?.refusal, plan?.diffs]).toEqual([undefined, []]);
  });

  test.each(['aspnet-core', 'iisnode', 'arr', 'http-platform'] as const)(
    '%s: where its module is missing it says so, and the plan refuses what would take the site down',
    async (id) => {
      const { open, gateway } = await openOn(troubleText);
      const { needs, plan } = await previewRecipe(open, at(id));
      expect(needs.some(({ state, sentence }) => state === 'broken' && /install/.test(sentence))).toBe(true);
      expect(plan?.refusal).toBeDefined();
      expect(gateway.siteFiles.all.size).toBe(0);
    },
  );

  test('touches the application’s own path, not the site’s: only the proxy is the server’s', async () => {
    const { open, gateway } = await openOn(fullText);
    const locations = (text: string): string[] => text.match(/<location path="[^"]*"/g) ?? [];
    const before = new TextDecoder().decode(gateway.bytes);
    for (const id of ['iisnode', 'arr'] as const) await place(open, id);
    const after = new TextDecoder().decode(gateway.bytes);
    const made = locations(after).filter((one) => !locations(before).includes(one));
    expect(new Set(made)).toEqual(new Set(['<location path="Orders"']));
    expect(after.match(/<proxy [^>]*>/g)).toEqual([
      '<proxy enabled="true" timeout="01:00:00" preserveHostHeader="true" />',
    ]);
  });
});

describe('the ASP.NET echo', () => {
  test('stays listed until it is taken away, which leaves nothing', async () => {
    const { open, gateway } = await openOn(fullText);
    await place(open, 'aspnet-echo');
    expect(await open.changes.placed()).toMatchObject([
      {
        recipe: 'aspnet-echo',
        site: 'Orders',
        application: '/',
        files: ['WebSocketEcho.ashx', 'web.config'],
      },
    ]);
    const gone = { recipe: 'aspnet-echo', site: 'Orders', application: '/' };
    const result = await removeRecipe(open, gone, () => undefined, new AbortController().signal);
    expect(result).toMatchObject({ applied: true });
    expect(await open.changes.placed()).toEqual([]);
    expect(gateway.siteFiles.all.size).toBe(0);
    await expect(
      removeRecipe(open, gone, () => undefined, new AbortController().signal),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  test('says that a pool without .NET can not run it', async () => {
    const { open } = await openOn(fullText);
    const { needs } = await previewRecipe(open, at('aspnet-echo', {}, 'Echo'));
    expect(needs.find(({ id }) => id === 'pool.runtime')).toMatchObject({
      state: 'broken',
      sentence: expect.stringContaining('No Managed Code') as string,
    });
  });
});

describe('a locked handlers section', () => {
  const lockedText = fullText.replace('<location path="" overrideMode="Allow">', '<location path="">');

  test('gets its entry in applicationHost.config, for the application alone, instead of a 500.19', async () => {
    const { open, gateway } = await openOn(lockedText);
    await place(open, 'iisnode');
    const web = new TextDecoder().decode(gateway.siteFiles.all.get(WEB));
    expect(web).not.toContain('<handlers');
    expect(new TextDecoder().decode(gateway.bytes)).toContain(
      '<add name="iisnode" path="server.js" verb="*" modules="iisnode" />',
    );
  });
});

describe('values', () => {
  test.each<[RecipeId, RecipeValues, string]>([
    ['arr', { backEnd: 'ws://127.0.0.1:3000' }, 'backEnd'],
    ['arr', { backEnd: 'http://user:pw@host' }, 'backEnd'],
    ['arr', { backEnd: 'http://{HTTP_HOST}/' }, 'backEnd'],
    ['arr', { timeout: '0' }, 'timeout'],
    ['arr', { timeout: '86401' }, 'timeout'],
    ['arr', { path: '(.*)' }, 'path'],
    ['iisnode', { entry: '../server.js' }, 'entry'],
    ['iisnode', { serves: 'nothing' }, 'serves'],
    ['iisnode', { path: '' }, 'path'],
    ['aspnet-core', { app: 'App.dll" x="' }, 'app'],
    ['aspnet-echo', { file: 'echo.aspx' }, 'file'],
    ['http-platform', { program: 'node\n' }, 'program'],
    ['node-echo', { port: '70000' }, 'port'],
    ['powershell-test', { address: 'http://x' }, 'address'],
  ])('%s %j is refused in one sentence, and nothing is worked out', async (id, values, name) => {
    const { open } = await openOn(fullText);
    const { problems, requests, files } = await previewRecipe(open, at(id, values));
    expect(Object.keys(problems)).toEqual([name]);
    expect(problems[name]).toMatch(/^[A-Z].*\.$/);
    expect([requests, files]).toEqual([[], []]);
  });

  test('a longer time-out that is set already is not shortened', async () => {
    const { open, gateway } = await openOn(
      fullText.replace('<urlCompression />', '<proxy enabled="true" timeout="12:00:00" />'),
    );
    await place(open, 'arr');
    expect(new TextDecoder().decode(gateway.bytes)).toContain('timeout="12:00:00" preserveHostHeader="true"');
  });

  test('an address can not leave the quotes of the command line it stands in', async () => {
    const { open } = await openOn(fullText);
    const { files } = await previewRecipe(open, at('powershell-test', { address: "ws://x/';calc;'" }));
    expect(files[0]?.note).toContain("-Uri 'ws://x/%27;calc;%27'");
  });

  test('an application that is not there is named', async () => {
    const { open } = await openOn(fullText);
    await expect(previewRecipe(open, at('arr', {}, 'Nowhere'))).rejects.toMatchObject({ code: 'not-found' });
  });
});
