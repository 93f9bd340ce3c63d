import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runInEngine } from './parsed';
import { EVERY_SET } from './reference';
import type { Reference } from './reference';

/** What the engine tells of a stand-in's cmdlet; see describe-commands.ps1. */
export interface StandInCmdlet {
  name: string;
  module: string;
  parameters: Record<
    string,
    {
      type: string;
      sets: Record<string, { mandatory: boolean; position: number; value: boolean; property: boolean }>;
    }
  >;
}

export const STAND_INS = [
  'New-IISConfigCollectionElement',
  'Clear-IISConfigCollection',
  'Get-IISConfigAttributeValue',
  'Get-IISConfigCollection',
  'Get-IISConfigCollectionElement',
  'Get-IISConfigElement',
  'Get-IISConfigSection',
  'Get-IISServerManager',
  'Remove-IISConfigAttribute',
  'Remove-IISConfigCollectionElement',
  'Remove-IISConfigElement',
  'Reset-IISServerManager',
  'Set-IISConfigAttributeValue',
  'Start-IISCommitDelay',
  'Stop-IISCommitDelay',
  'Get-WindowsFeature',
  'Install-WindowsFeature',
  'Uninstall-WindowsFeature',
  'Get-WindowsOptionalFeature',
  'Enable-WindowsOptionalFeature',
  'Disable-WindowsOptionalFeature',
  'Get-NetFirewallRule',
  'Get-NetFirewallPortFilter',
  'Get-NetFirewallProfile',
  'New-NetFirewallRule',
  'Remove-NetFirewallRule',
  'Get-NetConnectionProfile',
  'Get-CimInstance',
  'Get-Service',
  'Get-WinEvent',
];

/** Of every cmdlet, 5.1's and the engine's. */
const COMMON =
  /^(?:Debug|Verbose|(?:Error|Warning|Information|Progress)(?:Action|Variable)|OutVariable|OutBuffer|PipelineVariable)$/;
/** Types that a stand-in must have as the reference names them; enums and objects of Windows are text or plain objects. */
const PLAIN =
  /^(?:String|Boolean|Int32|Int64|UInt32|Hashtable|Object|SwitchParameter|PSCredential|ConfigurationElement|ConfigurationElementCollection)(?:\[\])?$/;

/** Asks the engine, in a box, what it knows of cmdlets. */
export async function describeCommands(
  names: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<StandInCmdlet[]> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'switchboard-shape-'));
  try {
    const list = path.join(dir, 'names.txt');
    await writeFile(list, names.join('\n'));
    return JSON.parse(await runInEngine('describe-commands.ps1', ['-List', list], env)) as StandInCmdlet[];
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Where a stand-in takes what the real cmdlet does not, or otherwise. Parameters that it lacks are no problem. */
export function standInProblems({ name, parameters }: StandInCmdlet, reference: Reference): string[] {
  const known = reference[name];
  if (!known) return [`${name} is not in the reference`];
  return Object.entries(parameters).flatMap(([parameter, { type, sets }]) => {
    if (COMMON.test(parameter)) return [];
    const real = known[parameter];
    if (!real) return [`${name} has no parameter -${parameter}`];
    const found: string[] = [];
    const say = (what: string): unknown => found.push(`${name} -${parameter} ${what}`);
    if (PLAIN.test(real.type) && real.type !== type) say(`is a ${real.type}, not a ${type}`);
    const places = Object.values(real.sets);
    const always = places.every(([need]) => need === 'required');
    for (const { mandatory, position, value } of Object.values(sets)) {
      if (mandatory && places.every(([need]) => need !== 'required')) say('need not be given');
      if (!mandatory && always && Object.keys(real.sets)[0] === EVERY_SET) say('must be given');
      if (position >= 0 && places.every(([, place]) => place === undefined)) say('has no place');
      if (value && real.pipeline?.includes('ByValue') === false) say('takes nothing from the pipeline');
    }
    return found;
  });
}
