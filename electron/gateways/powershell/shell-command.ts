import path from 'node:path';

export interface ShellCommand {
  executable: string;
  env: NodeJS.ProcessEnv;
}

/** What choosing a shell looks at; process.* in the product. */
export interface ShellSurroundings {
  platform: NodeJS.Platform;
  arch: string;
  env: NodeJS.ProcessEnv;
  exists: (file: string) => boolean;
}

function valueOf(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const key = Object.keys(env).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : env[key];
}

/**
 * Windows PowerShell 5.1, by its full path: IISAdministration doesn't load in 7, and a `powershell` found on the PATH
 * may be anybody's. From a 32-bit process System32 is SysWOW64, where IIS's configuration is another one: Sysnative is
 * the real one.
 */
function windowsShell({ env, arch, exists }: ShellSurroundings): ShellCommand | null {
  const root = valueOf(env, 'SystemRoot') ?? 'C:\\Windows';
  const folder = arch === 'ia32' && valueOf(env, 'PROCESSOR_ARCHITEW6432') ? 'Sysnative' : 'System32';
  const executable = path.win32.join(root, folder, 'WindowsPowerShell', 'v1.0', 'powershell.exe');
  // Inherited from a pwsh 7 it names 7's modules, which 5.1 can't load; without it 5.1 makes its own.
  const kept = Object.entries(env).filter(([name]) => name.toLowerCase() !== 'psmodulepath');
  return exists(executable) ? { executable, env: Object.fromEntries(kept) } : null;
}

/** Off Windows: the engine that SWITCHBOARD_POWERSHELL names, else `pwsh` on the PATH. */
function otherShell({ env, exists }: ShellSurroundings): ShellCommand | null {
  const named = env['SWITCHBOARD_POWERSHELL'];
  const folders = (env['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  const candidates = named ? [named] : folders.map((folder) => path.posix.join(folder, 'pwsh'));
  const executable = candidates.find(exists);
  return executable === undefined ? null : { executable, env: { ...env, POWERSHELL_TELEMETRY_OPTOUT: '1' } };
}

/** The PowerShell to start and its environment; null where there is none. */
export function findShell(surroundings: ShellSurroundings): ShellCommand | null {
  return surroundings.platform === 'win32' ? windowsShell(surroundings) : otherShell(surroundings);
}
