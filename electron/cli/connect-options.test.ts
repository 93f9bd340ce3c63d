import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type ConnectOptions, connectRequestOf } from './connect-options';

const dir = mkdtempSync(path.join(os.tmpdir(), 'switchboard-options-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const file = (name: string, text: string | Buffer): string => {
  const at = path.join(dir, name);
  writeFileSync(at, text);
  return at;
};
const asked = (more: Partial<ConnectOptions>) =>
  connectRequestOf({ url: 'wss://chat.example/', subprotocol: [], header: [], cookie: [], ...more });

it('every way to connect becomes a request; secrets may come from files', async () => {
  const pem = '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\ny\n';
  const request = await asked({
    header: ['X-A:  b:c '],
    cookie: ['a=b=c'],
    user: `@${file('user', 'me:p:w\nmore')}`,
    cert: file('client.pem', pem),
    ca: file('ca.pem', 'CA'),
    sni: 'node.example',
    connectTo: '[::1]:8443',
    proxy: 'http://u:p%40w@proxy.example:3128',
    compression: true,
    follow: 3,
    pong: false,
  });
  expect(request).toMatchObject({
    headers: [{ name: 'X-A', value: 'b:c' }],
    cookies: [{ name: 'a', value: 'b=c' }],
    credentials: { kind: 'basic', user: 'me', password: 'p:w' },
    tls: {
      clientCertificate: { kind: 'pem', certificate: pem, key: pem },
      ca: 'CA',
      serverName: 'node.example',
    },
    connectTo: { host: '::1', port: 8443 },
    proxy: { host: 'proxy.example', port: 3128, user: 'u', password: 'p@w' },
    compression: 'on',
    followRedirects: 3,
    autoPong: false,
  });
  const pfx = await asked({ cert: file('client.pfx', Buffer.from([0x30, 0x82])), pass: 'secret' });
  expect(pfx.tls?.clientCertificate).toEqual({ kind: 'pfx', base64: 'MII=', passphrase: 'secret' });
  expect((await asked({ connectTo: '10.0.0.5' })).connectTo).toEqual({ host: '10.0.0.5' });
  expect((await asked({ connectTo: 'fe80::1' })).connectTo).toEqual({ host: 'fe80::1' });
});

it.each<[Partial<ConnectOptions>, RegExp]>([
  [{ header: ['none'] }, /no header/],
  [{ cookie: ['none'] }, /cookie/],
  [{ user: 'nobody' }, /name:password/],
  [{ user: 'a:b', bearer: 'c' }, /one of --user and --bearer/],
  [{ trust: 'AB:CD' }, /SHA-256/],
  [{ key: 'x' }, /belong to --cert/],
  [{ cert: '/nowhere/x.pem' }, /can't be read \(ENOENT\)/],
  [{ proxy: 'socks5://x:1' }, /--proxy http/],
  [{ connectTo: 'a b' }, /--connect-to/],
  [{ bearer: 'a\r\nb' }, /line break/],
])('%j is refused in one sentence', async (more, sentence) => {
  await expect(asked(more)).rejects.toThrow(sentence);
});
