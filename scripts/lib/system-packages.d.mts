<<<<<<< HEAD
/** Makes sure of the named needs on Linux, or says the one line to run. */
export function ensureSystemPackages(names: readonly string[], say: (line: string) => void): void;
=======
export function ensureSystemPackages(
  names: readonly ('unzip' | 'xmllint' | 'display' | 'window' | 'proxies')[],
  say: (line: string) => void,
): void;
>>>>>>> main
