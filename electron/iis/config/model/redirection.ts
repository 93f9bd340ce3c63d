import { parseDocument } from '../document';
import type { SourceFile, Where } from '../types';

export interface Redirection {
  enabled: boolean;
  /** The folder that the shared configuration is in; "" when none is named. */
  path: string;
  where: Where;
}

/** <configurationRedirection> of redirection.config; null when the file has none. Throws like `parseDocument`. */
export function readRedirection(file: SourceFile): Redirection | null {
  const document = parseDocument(file);
  const element = document.root.child('configurationRedirection');
  if (element === undefined) return null;
  return {
    enabled: element.get('enabled')?.toLowerCase() === 'true',
    path: element.get('path') ?? '',
    where: document.whereOf(element.start),
  };
}
