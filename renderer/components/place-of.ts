import type { Where } from '../../shared/errors';

/** "applicationHost.config:212": the file's own name (either slash) and the line. */
export function placeOf({ file, line }: Where): string {
  const name = file.split(/[\\/]/).pop() ?? file;
  return line === undefined ? name : `${name}:${line}`;
}
