import tls from 'node:tls';

let roots: string[] | undefined;

/**
 * The authorities that wss:// trusts: the runtime's own and, where it can read them (`tls.getCACertificates`, Node
 * 22.15 and later), the ones of this computer's store, which hold a company's own authority. undefined: the
 * runtime's default. Read once, it takes a moment on Windows.
 */
export function trustedRoots(): string[] | undefined {
  const read: unknown = Reflect.get(tls, 'getCACertificates');
  if (roots || typeof read !== 'function') return roots;
  const both: unknown[] = ['default', 'system'].flatMap((kind): unknown[] => {
    try {
      const list: unknown = Reflect.apply(read, tls, [kind]);
      return Array.isArray(list) ? list : [];
    } catch {
      return [];
    }
  });
  roots = [...new Set(both.filter((entry) => typeof entry === 'string'))];
  return roots;
}
