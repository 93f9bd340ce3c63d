export function ensureSystemPackages(
  names: readonly ('unzip' | 'xmllint' | 'display' | 'window' | 'proxies')[],
  say: (line: string) => void,
): void;
