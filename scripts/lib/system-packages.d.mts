export function ensureSystemPackages(
  names: readonly ('unzip' | 'xmllint' | 'display' | 'window' | 'proxies' | 'foreign')[],
  say: (line: string) => void,
): void;
