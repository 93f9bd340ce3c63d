import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NONCE_MARK } from './csp';
import { fileOf, pageServer } from './page-files';

let root = '';
beforeAll(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'page-'));
  writeFileSync(
    path.join(root, 'index.html'),
    `<meta nonce="${NONCE_MARK}"><style nonce="${NONCE_MARK}"></style>`,
  );
  writeFileSync(path.join(root, 'a.js'), `const mark = '${NONCE_MARK}';`);
  writeFileSync(path.join(root, 'secret.txt'), 'no');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const get = (address: string) => pageServer(root)(new Request(address));

describe('fileOf', () => {
  test.each([
    'app://switchboard/../etc/passwd.js',
    'app://switchboard/%2e%2e/%2e%2e/etc/x.js',
    'app://switchboard/..%2f..%2fx.js',
    'app://switchboard/..%5c..%5cx.js',
    'app://switchboard/a.js%00.html',
    'app://switchboard/%',
    'app://other/a.js',
    'app://switchboard/secret.txt',
    'app://switchboard/',
  ])('answers nothing outside our page for %s', (address) => {
    const file = fileOf(root, address);
    expect(file === null || file.startsWith(root + path.sep)).toBe(true);
    if (!address.includes('..') && !address.includes('%2e')) expect(file).toBeNull();
  });
});

describe('the page', () => {
  test('has a policy that starts from nothing and a nonce that is never used twice', async () => {
    const [first, second] = [
      await get('app://switchboard/index.html'),
      await get('app://switchboard/index.html'),
    ];
    const policy = first.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(policy.startsWith("default-src 'none'; ")).toBe(true);
    expect(policy).not.toMatch(/unsafe|\*|https?:|connect-src/);
    expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
    expect(await first.text()).toBe(`<meta nonce="${nonce}"><style nonce="${nonce}"></style>`);
    expect(second.headers.get('content-security-policy')).not.toBe(policy);
  });

  test('has scripts of their own type, byte for byte', async () => {
    const script = await get('app://switchboard/a.js');
    expect(script.headers.get('content-type')).toContain('text/javascript');
    expect(await script.text()).toContain(NONCE_MARK);
  });

  test('has nothing else', async () => {
    const asked = ['app://switchboard/none.js', 'app://switchboard/secret.txt', 'app://other/index.html'];
    expect((await Promise.all(asked.map(get))).map(({ status }) => status)).toEqual([404, 404, 404]);
    const posted = await pageServer(root)(new Request('app://switchboard/a.js', { method: 'POST' }));
    expect(posted.status).toBe(405);
  });
});
