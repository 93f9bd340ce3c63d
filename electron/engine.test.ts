import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine } from './engine';
import type { Engine } from './engine-port';
import { silentLog } from './storage/log';

let dir: string;
let engine: Engine;

beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'switchboard-engine-'));
  engine = await createEngine({
    dataDir: path.join(dir, 'data'),
    version: '0.0.0-test',
    log: silentLog,
    checkOutputs: true,
    spawnHost: () => {
      throw new Error('this test starts no process');
    },
  });
});
afterEach(async () => {
  await engine.dispose();
  await rm(dir, { recursive: true, force: true });
});

const CONFIG = `<configuration>
  <system.applicationHost>
    <applicationPools><add name="P" managedPipelineMode="Classic" managedRuntimeVersion="v4.0" /></applicationPools>
    <sites><site name="S" id="1"><application path="/" applicationPool="P" /><bindings><binding protocol="http" bindingInformation="*:80:" /></bindings></site></sites>
  </system.applicationHost>
</configuration>
`;

async function data(name: string, input: unknown): Promise<Record<string, unknown>> {
  const reply = await engine.invoke(name, input);
  if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`);
  return reply.data as Record<string, unknown>;
}

describe('hostile requests get a closed code and no stack', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'no.such', ''])
    it(`an unknown name: ${JSON.stringify(name)}`, async () => {
      const reply = await engine.invoke(name, {});
      expect(reply).toMatchObject({ ok: false, error: { code: 'unknown-call' } });
      expect(JSON.stringify(reply)).not.toContain('at ');
    });

  it.each([null, 7, 'text', [], { serverId: '../../etc' }, { serverId: 'practice', extra: 1 }])(
    'an input of the wrong kind: %j',
    async (input) => {
      expect(await engine.invoke('servers.overview', input)).toMatchObject({
        ok: false,
        error: { code: 'bad-request' },
      });
    },
  );

  it('a topic that does not exist answers the error instead of silence', () => {
    expect(engine.subscribe('__proto__', {}, () => undefined)).toMatchObject({
      error: { ok: false, error: { code: 'unknown-call' } },
    });
  });
});

describe('a configuration file as a server', () => {
  it('is judged, changed in one commit and taken back to its bytes', async () => {
    const file = path.join(dir, 'applicationHost.config');
    await writeFile(file, CONFIG);
    const { id: serverId } = await data('servers.addFile', { path: file });
    const page = await data('readiness.get', { serverId, site: 'S', application: '/' });
    expect(page).toMatchObject({ handshakeMode: 'impossible', readiness: { ready: false } });
    const edit = {
      kind: 'set',
      target: { kind: 'pool', pool: 'P' },
      setting: 'managedPipelineMode',
      value: 'Integrated',
    };
    await data('changes.add', { serverId, requests: [{ kind: 'config', edit }], weight: 'blocks' });
    const plan = await data('changes.get', { serverId });
    const { jobId } = await data('changes.apply', { serverId, planHash: plan['planHash'] });
    const end = await new Promise((resolve) => {
      engine.subscribe('jobs.events', { jobId }, ({ payload }) => {
        if ((payload as { type: string }).type !== 'progress') resolve(payload);
      });
    });
    expect(end).toMatchObject({ type: 'done', result: { applied: true } });
    expect(await data('changes.get', { serverId })).toMatchObject({ changes: [] });
  });

  it('opens on its first site in one question, and on nothing where there is no site', async () => {
    const file = path.join(dir, 'applicationHost.config');
    await writeFile(file, CONFIG);
    const { id: serverId } = await data('servers.addFile', { path: file });
    const sites = await data('servers.sites', { serverId, filter: '', limit: 1 });
    const page = await data('readiness.get', { serverId, site: 'S', application: '/' });
    expect(await data('readiness.first', { serverId })).toEqual({ sites, page });
    const bare = path.join(dir, 'bare.config');
    await writeFile(bare, CONFIG.replace(/<site .*<\/site>/, ''));
    const { id } = await data('servers.addFile', { path: bare });
    expect(await data('readiness.first', { serverId: id })).toMatchObject({
      sites: { total: 0 },
      page: null,
    });
  });

  it('that is marked Production says so everywhere until it is unmarked, and forgets it with its place', async () => {
    const file = path.join(dir, 'applicationHost.config');
    await writeFile(file, CONFIG);
    const { id: serverId } = await data('servers.addFile', { path: file });
    const marks = async () => {
      const { servers } = (await data('servers.list', {})) as {
        servers: { id: string; production?: true }[];
      };
      const { entry } = (await data('servers.overview', { serverId })) as { entry: { production?: true } };
      return [servers.find(({ id }) => id === serverId)?.production, entry.production];
    };
    expect(await marks()).toEqual([undefined, undefined]);
    await data('servers.setProduction', { serverId, production: true });
    await data('servers.setProduction', { serverId, production: true });
    expect(await marks()).toEqual([true, true]);
    await data('servers.setProduction', { serverId, production: false });
    expect(await marks()).toEqual([undefined, undefined]);
    await data('servers.setProduction', { serverId, production: true });
    await data('servers.remove', { serverId });
    await data('servers.addFile', { path: file });
    expect(await marks()).toEqual([undefined, undefined]);
    expect(
      await engine.invoke('servers.setProduction', { serverId: 'practice', production: true }),
    ).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  it('that is missing has an overview that says so, instead of an empty page', async () => {
    const { id: serverId } = await data('servers.addFile', { path: path.join(dir, 'gone.config') });
    expect(await data('servers.overview', { serverId })).toMatchObject({ error: { code: 'file-missing' } });
  });
});
