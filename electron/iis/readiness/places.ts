import type { Where } from '../../../shared/errors';

/** A place to stand in a sentence: " (applicationHost.config, line 212)", or nothing when it isn't known. */
export function placed(where: Where | null | undefined): string {
  if (!where) return '';
  return where.line === undefined ? ` (${where.file})` : ` (${where.file}, line ${where.line})`;
}
