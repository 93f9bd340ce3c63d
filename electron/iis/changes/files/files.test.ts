import { describe, expect, test } from 'vitest';
import type { ChangeRequest } from '../../../../shared/model/readiness';
import type { SectionPart, SiteFileChange } from '../../../../shared/model/site-files';
import { MemoryGateway } from '../../../gateways/memory-gateway';
import { sha256 } from '../../../storage/hash';
import { set, site, TestServer, troubleServer, troubleText } from '../testing/test-server';

const FOLDER = '%SystemDrive%\\inetpub\\chat';
const WEB_CONFIG = `${FOLDER}\\web.config`;

const ashx = (text = '<%@ WebHandler %>'): ChangeRequest => ({
  kind: 'file',
  file: {
    place: { site: 'Chat', application: '/', name: 'Echo.ashx' },
    content: { kind: 'new', text },
    recipe: { id: 'aspnet-echo', title: 'ASP.NET echo', temporary: true },
  },
});

const merge = (sections: SectionPart[], place: Partial<SiteFileChange['place']> = {}): ChangeRequest => ({
  kind: 'file',
  file: {
    place: { site: 'Chat', application: '/', name: 'web.config', ...place },
    content: { kind: 'merge', sections },
  },
});

const framework: SectionPart = {
  section: 'system.web/httpRuntime',
  attributes: { targetFramework: '4.8' },
  children: [],
};

const textOf = ({ siteFiles }: MemoryGateway): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(siteFiles.all.get(WEB_CONFIG));

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

async function apply(server: TestServer, requests: ChangeRequest[]) {
  const plan = await server.service.preview(requests);
  return server.service.applyRequests(requests, plan.planHash);
}

/** Takes back the last apply, all of it. */
async function undoLast(server: TestServer): Promise<void> {
  const [last] = (await server.service.journal(0, 1)).entries;
  await server.service.undo(last?.id ?? '');
}

describe('files of an application', () => {
  test('are shown before they are written, and what is shown is what is written', async () => {
    const { server, gateway } = await troubleServer();
    const requests = [ashx(), merge([framework])];
    const plan = await server.service.preview(requests);
    expect(plan.refusal).toBeUndefined();
    expect(plan.diffs.map(({ file, removed }) => [file, removed])).toEqual([
      [`${FOLDER}\\Echo.ashx`, 0],
      [WEB_CONFIG, 0],
    ]);
    expect(plan.impact.join(' ')).toContain('web.config restarts the applications under "Chat"');
    expect(gateway.siteFiles.all.size).toBe(0);
    const result = await server.service.applyRequests(requests, plan.planHash);
    expect(result).toMatchObject({
      applied: true,
      sentence: 'Made Echo.ashx of Chat/. Made web.config of Chat/.',
    });
    expect(new TextDecoder().decode(gateway.siteFiles.all.get(WEB_CONFIG))).toContain(
      'targetFramework="4.8"',
    );
  });

  test('are undone without a trace: made ones are gone, a merged one has its very bytes', async () => {
    const { server, gateway } = await troubleServer();
    const old = encode(
      '\ufeff<configuration>\n  <appSettings><add key="Db" value="s3cret" /></appSettings>\n</configuration>',
    );
    gateway.siteFiles.all.set(WEB_CONFIG, old);
    const config = gateway.bytes;
    const ping = set(site('Chat'), 'webSocket.pingInterval', '00:00:30');
    const plan = await server.service.preview([ashx(), merge([framework]), ping]);
    expect(JSON.stringify(plan)).not.toContain('s3cret');
    expect((await apply(server, [ashx(), merge([framework]), ping])).applied).toBe(true);
    expect(gateway.bytes).not.toEqual(config);
    await undoLast(server);
    expect([...gateway.siteFiles.all.keys()]).toEqual([WEB_CONFIG]);
    expect(textOf(gateway)).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(old));
    expect(sha256(gateway.bytes)).toBe(sha256(config));
    const { entries } = await server.service.journal(0, 50);
    expect(entries.filter(({ undoable }) => undoable)).toEqual([]);
    expect(JSON.stringify(entries)).not.toContain('s3cret');
  });

  test('a file that is there with another text is never replaced', async () => {
    const { server, gateway } = await troubleServer();
    gateway.siteFiles.all.set(`${FOLDER}\\Echo.ashx`, encode('theirs'));
    const plan = await server.service.preview([ashx()]);
    expect(plan.refusal).toMatchObject({ code: 'already-exists' });
    await expect(apply(server, [ashx()])).rejects.toMatchObject({ code: 'already-exists' });
    expect(gateway.siteFiles.all.get(`${FOLDER}\\Echo.ashx`)).toEqual(encode('theirs'));
  });

  test('a file that changed since the preview is not written over', async () => {
    const { server, gateway } = await troubleServer();
    const { planHash } = await server.service.preview([merge([framework])]);
    gateway.siteFiles.all.set(WEB_CONFIG, encode('<configuration />'));
    await expect(server.service.applyRequests([merge([framework])], planHash)).rejects.toMatchObject({
      code: 'file-changed',
    });
    expect(gateway.siteFiles.all.get(WEB_CONFIG)).toEqual(encode('<configuration />'));
  });

  test('what somebody changed since is left alone by undo', async () => {
    const { server, gateway } = await troubleServer();
    const { entry } = await apply(server, [merge([framework])]);
    gateway.siteFiles.all.set(WEB_CONFIG, encode('<configuration><!-- theirs --></configuration>'));
    await expect(server.service.undoPlan(entry?.id ?? '')).rejects.toMatchObject({ code: 'cannot-undo' });
    await expect(server.service.undo(entry?.id ?? '')).rejects.toMatchObject({ code: 'cannot-undo' });
    expect(new TextDecoder().decode(gateway.siteFiles.all.get(WEB_CONFIG))).toContain('theirs');
  });

  test('of a merged web.config that somebody changed since, undo takes back what is still as placed', async () => {
    const { server, gateway } = await troubleServer();
    const before =
      '<configuration>\r\n  <system.web>\r\n    <httpRuntime maxUrlLength="99" />\r\n  </system.web>\r\n</configuration>\r\n';
    gateway.siteFiles.all.set(WEB_CONFIG, encode(before));
    const errors: SectionPart = {
      section: 'system.webServer/httpErrors',
      attributes: { errorMode: 'Detailed' },
      children: [],
    };
    const document: SectionPart = {
      section: 'system.webServer/defaultDocument',
      attributes: { enabled: 'true' },
      children: [],
    };
    const { entry } = await apply(server, [merge([framework, errors, document])]);
    const theirs = textOf(gateway)
      .replace('Detailed', 'Custom')
      .replace('<configuration>', '<configuration><!-- ours now -->');
    gateway.siteFiles.all.set(WEB_CONFIG, encode(theirs));
    const plan = await server.service.undoPlan(entry?.id ?? '');
    const [part] = plan.parts;
    expect(part?.how).toBe('rest');
    expect(part?.back.map(({ setting, new: to }) => [setting, to])).toEqual([
      ['web.config: system.web/httpRuntime', 'as before'],
      ['web.config: system.webServer/defaultDocument', 'as before'],
    ]);
    expect(part?.kept).toMatchObject([
      { change: { setting: 'web.config: system.webServer/httpErrors' }, why: 'Somebody changed it since.' },
    ]);
    const undone = await server.service.undo(entry?.id ?? '', plan.hash);
    expect(undone.applied).toBe(true);
    expect(undone.sentence).toMatch(/Taken back in web.config.*Left as it is: .*httpErrors/);
    expect(textOf(gateway)).toBe(
      before
        .replace('<configuration>', '<configuration><!-- ours now -->')
        .replace(
          '\r\n</configuration>',
          '\r\n  <system.webServer>\r\n    <httpErrors errorMode="Custom" />\r\n  </system.webServer>\r\n</configuration>',
        ),
    );
    expect((await server.service.journal(0, 1)).entries[0]).toMatchObject({ undoable: false });
  });

  test('parents that the merge made go with the last of their sections, others stay', async () => {
    const { server, gateway } = await troubleServer();
    const { entry } = await apply(server, [merge([framework])]);
    const made = textOf(gateway);
    gateway.siteFiles.all.set(
      WEB_CONFIG,
      encode(made.replace('</configuration>', '<!-- x --></configuration>')),
    );
    await server.service.undo(entry?.id ?? '');
    expect(textOf(gateway)).not.toContain('system.web');
    expect(textOf(gateway)).toContain('<!-- x -->');
  });

  test('a locked section, or one that no module brings, is refused before it takes the site down', async () => {
    const { server } = await troubleServer();
    const part = (section: string): SectionPart => ({ section, attributes: {}, children: [] });
    const locked = await server.service.preview([merge([part('system.webServer/webSocket')])]);
    expect(locked.refusal?.message).toContain('500.19');
    const unknown = await server.service.preview([merge([part('system.webServer/iisnode')])]);
    expect(unknown.refusal?.message).toContain('not registered');
  });

  test('two recipes may merge into one web.config: it is written once, with both', async () => {
    const { server, gateway } = await troubleServer();
    const other = merge([
      { section: 'system.webServer/httpErrors', attributes: { errorMode: 'Detailed' }, children: [] },
    ]);
    if (other.kind === 'file') other.file.recipe = { id: 'other', title: 'Other', temporary: false };
    const plan = await server.service.preview([merge([framework]), other]);
    expect(plan.diffs).toHaveLength(1);
    await server.service.add([merge([framework]), other], 'edit');
    const { planHash } = await server.service.get();
    expect((await server.service.apply(planHash)).applied).toBe(true);
    const text = new TextDecoder().decode(gateway.siteFiles.all.get(WEB_CONFIG));
    expect([text.includes('httpRuntime'), text.includes('httpErrors')]).toEqual([true, true]);
    expect(await server.service.pending()).toMatchObject({ count: 0 });
  });

  test('a write that fails leaves no file, and the journal says so', async () => {
    const { server, gateway } = await troubleServer();
    gateway.siteFiles.onCommit = () => {
      throw new Error('the disk is on fire');
    };
    const result = await apply(server, [ashx()]);
    expect(result).toMatchObject({ applied: false, error: { code: 'internal' } });
    expect(result.entry).toMatchObject({ result: 'failed', undoable: false });
    expect(gateway.siteFiles.all.size).toBe(0);
  });

  test.each([
    ['written', '<%@ WebHandler %>', 'applied'],
    ['not written', null, 'not applied'],
    ['written by another', 'theirs', 'failed'],
  ])('what a crash left open is settled by the file itself: %s', async (_, text, result) => {
    const { server, gateway } = await troubleServer();
    const place = { site: 'Chat', application: '/', name: 'Echo.ashx' };
    await server.journal.begin({
      serverId: 'test',
      server: 'Test server',
      kind: 'file',
      file: `${FOLDER}\\Echo.ashx`,
      backup: null,
      hashBefore: '',
      hashPlanned: sha256('<%@ WebHandler %>'),
      siteFile: { place, folder: FOLDER },
      changes: [],
      sentence: 'Made Echo.ashx.',
      undoable: true,
      pendingIds: [],
    });
    if (text !== null) gateway.siteFiles.all.set(`${FOLDER}\\Echo.ashx`, encode(text));
    const { entries } = await server.service.journal(0, 1);
    expect(entries[0]).toMatchObject({ result, undoable: result === 'applied' });
  });

  test('a record on the server that others wrote can not have a file taken away', async () => {
    const entry = {
      ...{ id: 'theirs', by: 'them', serverId: 'x', server: 'x', kind: 'file', backup: null, hashBefore: '' },
      file: `${FOLDER}\\global.asax`,
      hashPlanned: sha256('ours'),
      siteFile: {
        place: { site: 'Chat', application: '/', name: 'global.asax' },
        folder: FOLDER,
        recipe: { id: 'aspnet-echo', title: 'ASP.NET echo', temporary: true },
      },
      ...{ changes: [], sentence: 'Made it.', undoable: true, pendingIds: [], appVersion: '1' },
    };
    const line = { version: 1, at: '2026-01-01T00:00:00.000Z' };
    const ended = {
      event: 'ended',
      id: 'theirs',
      result: 'applied',
      hashAfter: sha256('ours'),
      sentence: 'Made it.',
    };
    const lines = [
      { ...line, event: 'begun', entry },
      { ...line, ...ended },
    ];
    const record = {
      read: () => Promise.resolve(lines.map((each) => JSON.stringify(each)).join('\n')),
      append: () => Promise.resolve(),
    };
    const gateway = Object.assign(new MemoryGateway(troubleText), { record });
    gateway.siteFiles.all.set(entry.file, encode('ours'));
    const server = await TestServer.start(gateway);
    expect((await server.service.journal(0, 9)).entries).toMatchObject([{ id: 'theirs', undoable: false }]);
    expect(await server.service.placed()).toEqual([]);
    await expect(server.service.undo('theirs')).rejects.toMatchObject({ code: 'cannot-undo' });
    expect(gateway.siteFiles.all.size).toBe(1);
  });

  test.each(['../web.config', 'con.txt', 'a/b.js', 'x', 'web.config.', 'C:x.js', '.env'])(
    'a name that is no plain file name is no request: %s',
    async (name) => {
      const { ChangeRequest: Schema } = await import('../../../../shared/model/readiness');
      const request = {
        ...ashx(),
        file: { place: { site: 'Chat', application: '/', name }, content: { kind: 'new', text: '' } },
      };
      expect(Schema.safeParse(request).success).toBe(false);
    },
  );

  test('secrets are refused as everywhere', async () => {
    const { server } = await troubleServer();
    const secret = merge([{ section: 'connectionStrings', attributes: {}, children: [] }]);
    await expect(server.service.add([secret], 'edit')).rejects.toMatchObject({ code: 'value-invalid' });
  });
});
