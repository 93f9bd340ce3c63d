import type { Splice } from '../../config/edit/render';
import { sha256 } from '../../../storage/hash';
import type { ApplyPorts } from '../apply-ports';
import type { PlannedFile } from './plan-files';

/** A file for a copied script. What is there already goes in as changes of its text: the rest may hold secrets. */
export interface ScriptFile {
  folder: string;
  name: string;
  hashBefore: string | null;
  hashAfter: string;
  content: { kind: 'bytes'; bytes: Uint8Array } | { kind: 'splices'; splices: readonly Splice[] };
}

/** Planned files as a script needs them. Throws `file-changed` where one changed meanwhile. */
export async function scriptFiles(
  { gateway: { siteFiles } }: Pick<ApplyPorts, 'gateway'>,
  files: readonly PlannedFile[],
): Promise<ScriptFile[]> {
  const out: ScriptFile[] = [];
  for (const { folder, place, hash, content } of files) {
    const { name } = place;
    const asked = { folder, name, expectedHash: hash, content, backup: '' };
    const hashAfter = (await siteFiles?.hashAfter?.(asked)) ?? sha256(content.bytes);
    const { splices, bytes } = content;
    out.push({
      ...{ folder, name, hashBefore: hash, hashAfter },
      content: splices === undefined ? { kind: 'bytes', bytes } : { kind: 'splices', splices },
    });
  }
  return out;
}
