import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { commandProblems } from './commands';
import { memberProblems } from './members';
import type { MemberTypes } from './members';
import { parseScripts } from './parsed';
import type { ParsedScript } from './parsed';
import { loadReference } from './reference';
import type { Reference } from './reference';

const root = path.resolve(import.meta.dirname, '../../..');

/** Files of a kind below a folder of the project. */
async function filesBelow(folder: string, ending: string): Promise<string[]> {
  const all = await readdir(path.join(root, folder), { recursive: true });
  return all
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => path.join(root, folder, file));
}

/** Every script that runs on a server. */
export const ourScripts = (): Promise<string[]> => filesBelow('electron/gateways/powershell/scripts', '.ps1');
/** Scripts for an administrator's own hands, each of them whole. */
export const handScripts = (): Promise<string[]> => filesBelow('scripts/windows', '.ps1');
/** What stands in for Windows's modules in tests. */
export const standInModules = (): Promise<string[]> =>
  filesBelow('e2e/powershell/stand-ins/Modules', '.psm1');

/** Functions that every script may call. */
const SHARED = ['common.ps1', 'bootstrap.ps1'];

/** Sentences on what is wrong with parsed scripts: syntax, words newer than 5.1, calls, members. */
export function problemsOf(
  scripts: readonly ParsedScript[],
  { reference = loadReference(), members }: { reference?: Reference; members?: MemberTypes } = {},
): string[] {
  const shared = scripts.filter(({ file }) => SHARED.includes(path.basename(file)));
  return scripts.flatMap((script) => [
    ...script.errors.map(({ line, what }) => `${script.file}:${line} ${what}`),
    ...script.newer.map(({ line, what }) => `${script.file}:${line} 5.1 does not have ${what}`),
    ...commandProblems(script, shared, reference),
    ...memberProblems(script, members),
  ]);
}

/**
 * Holds scripts against Windows PowerShell 5.1 and Microsoft's reference. A self-contained script (a copied one, say) is
 * checked alone; ours together, as they share functions.
 */
export async function checkScripts(files: readonly string[]): Promise<string[]> {
  return problemsOf(await parseScripts(files));
}
