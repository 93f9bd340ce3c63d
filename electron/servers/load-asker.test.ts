import { describe, expect, it } from 'vitest';
import { LoadAsker } from './load-asker';
import { PRACTICE } from './server-list';
import { seenChat } from './testing/seen-chat';

const session = (id: string) => seenChat({ id, sockets: 100, site: '<limits maxConnections="500" />' });

const load = (url: string) => ({
  connect: { url, subprotocols: [], headers: [], timeoutMs: 1000 },
  connections: 1000,
  rate: 50,
  holdS: 1,
  messages: 0,
  bytes: 64,
});

describe('a load is asked about', () => {
  it('with the live count and the first ceiling, and advised at a tenth of the headroom', async () => {
    const asker = new LoadAsker(() => [session('a-real-one')]);
    expect(await asker.question(load('ws://localhost:8081/hub'))).toEqual({
      host: 'localhost',
      asks: true,
      site: 'Chat',
      server: PRACTICE.name,
      production: false,
      live: 100,
      ceiling: { value: 500, setting: 'limits.maxConnections' },
      suggested: 40,
      sentence:
        '1,000 sockets will be opened to Chat of Practice server (localhost): it has 100 now, and its first known ceiling is 500 (limits.maxConnections).',
    });
  });

  it('everywhere but on the practice server, and needs the very host as its answer', async () => {
    const asker = new LoadAsker(() => [session(PRACTICE.id)]);
    await asker.check(load('ws://127.0.0.1:8081/'), undefined);
    const stranger = load('wss://chat.example/');
    expect(await asker.question(stranger)).toMatchObject({
      asks: true,
      site: null,
      live: null,
      suggested: 10,
    });
    await expect(asker.check(stranger, undefined)).rejects.toMatchObject({ code: 'action-refused' });
    await expect(asker.check(stranger, 'other.example')).rejects.toMatchObject({ code: 'action-refused' });
    await asker.check(stranger, 'CHAT.example');
  });

  it('also where a name only looks like an address of this computer: it can lead anywhere', async () => {
    const asker = new LoadAsker(() => [session(PRACTICE.id)]);
    for (const name of ['127.0.0.1.nip.io', '127.attacker.invalid', 'localhost.attacker.invalid']) {
      const disguised = load(`ws://${name}:8081/`);
      expect(await asker.question(disguised)).toMatchObject({ host: name, asks: true, site: null });
      await expect(asker.check(disguised, undefined)).rejects.toMatchObject({ code: 'action-refused' });
    }
  });

  it('also through a proxy on this computer: the server behind it bears the load', async () => {
    const asker = new LoadAsker(() => [session(PRACTICE.id)]);
    const through = (url: string, host: string) => {
      const asked = load(url);
      return { ...asked, connect: { ...asked.connect, proxy: { host, port: 8888 } } };
    };
    const far = through('wss://chat.example/', '127.0.0.1');
    expect(await asker.question(far)).toMatchObject({ host: 'chat.example', asks: true });
    await expect(asker.check(far, '127.0.0.1')).rejects.toMatchObject({ code: 'action-refused' });
    const itsOwn = through('ws://127.0.0.1:8081/', 'proxy.example');
    expect(await asker.question(itsOwn)).toMatchObject({ host: 'proxy.example', asks: true });
    const other = load('ws://127.0.0.1:8081/');
    const otherPort = { ...other.connect, connectTo: { host: '127.0.0.1', port: 9999 } };
    expect(await asker.question({ ...other, connect: otherPort })).toMatchObject({ asks: true });
  });

  it('by where the connections really go, not by the name they go under', async () => {
    const asker = new LoadAsker(() => [session(PRACTICE.id)]);
    const elsewhere = load('ws://127.0.0.1:8081/');
    const diverted = { ...elsewhere, connect: { ...elsewhere.connect, connectTo: { host: '10.0.0.5' } } };
    await expect(asker.check(diverted, undefined)).rejects.toThrow(/10\.0\.0\.5 must be confirmed/);
  });
});
