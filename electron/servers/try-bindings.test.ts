import { expect, test } from 'vitest';
import type { HandshakeOutcome } from '../../shared/model/readiness';
import type { RuntimeBinding, RuntimeState } from '../../shared/model/runtime';
import type { z } from 'zod';
import type { ProbeRequest } from './handshakes';
import { reachesOf, type Reach } from './reach';
import { tryBindings } from './try-bindings';

const runtime = (bindings: z.infer<typeof RuntimeBinding>[]): RuntimeState => ({
  revision: 1,
  at: '',
  feature: 'Installed',
  sites: [{ name: 'Chat', state: 'Started', bindings, connections: 0, sockets: 0, refused: 0 }],
  pools: [],
});
const named = {
  ...{ protocol: 'https', bindingInformation: '*:443:chat.example', hostHeader: 'chat.example' },
  url: 'https://web07:443/',
};
const plain = { protocol: 'http', bindingInformation: '*:8080:', url: 'http://web07:8080/' };
const answer = (url: string, upgraded: boolean): HandshakeOutcome => ({
  ...{ url, at: '', ms: 1, upgraded, status: upgraded ? 101 : 502, statusText: '' },
  diagnosis: { id: 'x', sentence: 'x.' },
});
const address = { path: '/hub', subprotocols: [], headers: [] };

async function tried(reaches: Reach[], upgrades: (url: string) => boolean) {
  const [first, ...rest] = reaches;
  if (!first) throw new Error('nothing to reach');
  const asked: ProbeRequest[] = [];
  let running = 0;
  const probe = async (request: ProbeRequest): Promise<HandshakeOutcome> => {
    expect((running += 1)).toBe(1);
    asked.push(request);
    await new Promise(setImmediate);
    running -= 1;
    return answer(request.url, upgrades(request.url));
  };
  return { ...(await tryBindings(probe, [first, ...rest], address, true)), asked };
}

test('a binding with a name goes to the address that listens, with that name in Host and TLS', async () => {
  const reaches = reachesOf(runtime([named, plain]), 'chat', '/api', '/hub');
  const { asked } = await tried(reaches, () => true);
  expect(asked.map(({ url }) => url)).toEqual(['ws://web07:8080/api/hub', 'wss://web07/api/hub']);
  expect(asked[1]).toMatchObject({
    headers: [{ name: 'Host', value: 'chat.example' }],
    tls: { serverName: 'chat.example' },
    echo: false,
  });
});

test('the binding that works decides, one after the other, whichever comes first', async () => {
  const reaches = reachesOf(runtime([plain, named]), 'Chat', '/', '/hub');
  const { outcome, bindings, asked } = await tried(reaches, (url) => url.startsWith('wss:'));
  expect(outcome.url).toBe('wss://web07/hub');
  expect(bindings.map((each) => each.outcome.upgraded)).toEqual([false, true]);
  // The application gets its test message over the one that works.
  expect(asked.map(({ echo }) => echo)).toEqual([true, true]);
});

test('a site of hundreds of bindings is not tried for ever', async () => {
  const many = Array.from({ length: 300 }, (_, at) => ({ ...plain, url: `http://web07:${at + 1}/` }));
  const { asked } = await tried(reachesOf(runtime(many), 'Chat', '/', '/'), () => true);
  expect(asked).toHaveLength(16);
});

test('what nothing listens on, and a wildcard whose names nobody knows, is not tried', () => {
  const unnamed = { protocol: 'https', bindingInformation: '*:443:*.example', url: 'https://web07:443/' };
  const reaches = reachesOf(runtime([unnamed, plain, { ...plain, url: null }]), 'Chat', '/', '/');
  expect(reaches).toEqual([
    {
      ...{ protocol: 'http', bindingInformation: '*:8080:' },
      url: 'ws://web07:8080/',
      hostHeader: undefined,
    },
  ]);
});
