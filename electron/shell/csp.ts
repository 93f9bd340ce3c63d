/** What Vite writes where a nonce belongs; see electron.vite.config.ts. */
export const NONCE_MARK = '__CSP_NONCE__';

/** Nothing is allowed but our own files, pictures out of memory (a frame of the tester), and styles that carry this request's nonce (emotion's). No connection at all. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
