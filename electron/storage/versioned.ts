import type { z } from 'zod';

/** Every file of the data folder says which version of its form it has. */
export interface Versioned {
  version: number;
}

export type VersionedRead<T> =
  | { kind: 'ok'; value: T }
  /** `value` when this version can make sense of it all the same. */
  | { kind: 'newer'; version: number; value: T | undefined }
  | { kind: 'damaged' };

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function versionIn(data: unknown): number | undefined {
  if (typeof data !== 'object' || data === null || !('version' in data)) return undefined;
  return typeof data.version === 'number' && Number.isInteger(data.version) ? data.version : undefined;
}

/** The `version` of a JSON text; undefined for anything that has none. */
export function versionOf(text: string): number | undefined {
  return versionIn(parse(text));
}

/** Tells a good file from one of a newer version and from a damaged one. */
export function readVersioned<T>(text: string, schema: z.ZodType<T>, version: number): VersionedRead<T> {
  const data = parse(text);
  const found = versionIn(data);
  const read = schema.safeParse(data);
  if (found !== undefined && found > version) {
    const known = typeof data === 'object' && data !== null ? schema.safeParse({ ...data, version }) : read;
    return { kind: 'newer', version: found, value: known.success ? known.data : undefined };
  }
  return read.success ? { kind: 'ok', value: read.data } : { kind: 'damaged' };
}
