import { isSecretName, MASK, maskSecrets } from './mask-secrets';

const MAX_TEXT = 4_000;
const MAX_DEPTH = 5;

/** One line without secrets: configuration's own, credentials in an address, an Authorization header. */
export function redactText(text: string): string {
  return maskSecrets(text.slice(0, MAX_TEXT))
    .replace(/(\/\/[^/\s:@]*:)[^/\s@]+@/g, `$1${MASK}@`)
    .replace(/\b(authorization|cookie)(["']?\s*[:=]\s*["']?)[^\r\n"']+/gi, `$1$2${MASK}`)
    .replace(/\b(bearer|basic|negotiate|ntlm)\s+[\w+/=.~-]{8,}/gi, `$1 ${MASK}`);
}

/** Any value as plain data without secrets: a field of a secret's name says only that it was there. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function')
    return String(value);
  if (value instanceof Error) {
    return { name: value.name, message: redactText(value.message), stack: redactText(value.stack ?? '') };
  }
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => redact(item, depth + 1));
  const entries =
    value instanceof Map ? [...value].map(([k, v]) => [String(k), v] as const) : Object.entries(value);
  const clean = entries.map(([name, item]): [string, unknown] => [
    name,
    isSecretName(name) || /^(?:authorization|cookie|headers)$/i.test(name) ? MASK : redact(item, depth + 1),
  ]);
  return Object.fromEntries(clean);
}
