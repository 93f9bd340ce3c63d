import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { contentSecurityPolicy, NONCE_MARK } from './csp';
import { HOST } from './origin';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.woff2', 'font/woff2'],
]);

const refused = (status: number) => new Response(null, { status });

/** The file below `root` that a URL of ours names, or null: another host, a way out of the folder, a type we don't ship. */
export function fileOf(root: string, address: string): string | null {
  const url = new URL(address);
  if (url.host !== HOST) return null;
  let name: string;
  try {
    name = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  if (name.includes('\0') || name.includes('\\')) return null;
  const file = path.join(root, name);
  return file.startsWith(root + path.sep) && TYPES.has(path.extname(file)) ? file : null;
}

/** Serves our page from `root`. Each HTML answer has a nonce of its own, in its policy and in its text. */
export function pageServer(root: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET') return refused(405);
    const file = fileOf(root, request.url);
    if (file === null) return refused(404);
    const type = TYPES.get(path.extname(file)) ?? '';
    let bytes: Buffer;
    try {
      bytes = await readFile(file);
    } catch {
      return refused(404);
    }
    const headers = { 'content-type': type, 'x-content-type-options': 'nosniff' };
    if (!file.endsWith('.html')) return new Response(bytes, { headers });
    const nonce = randomBytes(16).toString('base64');
    const html = bytes.toString('utf8').replaceAll(NONCE_MARK, nonce);
    return new Response(html, {
      headers: { ...headers, 'content-security-policy': contentSecurityPolicy(nonce) },
    });
  };
}
