// Writes reference.json: the part of Microsoft's reference (../shared/facts/cmdlets.json) that scripts and stand-ins use.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** WebAdministration is left out: it must never be loaded beside IISAdministration. */
const CMDLETS = {
  DISM: ['Enable-WindowsOptionalFeature', 'Get-WindowsOptionalFeature'],
  IISAdministration: [
    'Clear-IISConfigCollection',
    'Get-IISConfigAttributeValue',
    'Get-IISConfigCollection',
    'Get-IISConfigCollectionElement',
    'Get-IISConfigElement',
    'Get-IISConfigSection',
    'Get-IISServerManager',
    'New-IISConfigCollectionElement',
    'Remove-IISConfigAttribute',
    'Remove-IISConfigCollectionElement',
    'Remove-IISConfigElement',
    'Reset-IISServerManager',
    'Set-IISConfigAttributeValue',
    'Start-IISCommitDelay',
    'Stop-IISCommitDelay',
  ],
  NetSecurity: [
    'Get-NetFirewallPortFilter',
    'Get-NetFirewallProfile',
    'Get-NetFirewallRule',
    'New-NetFirewallRule',
    'Remove-NetFirewallRule',
  ],
  ServerManager: ['Get-WindowsFeature', 'Install-WindowsFeature', 'Uninstall-WindowsFeature'],
};

/** The text of reference.json for a text of cmdlets.json. */
export function makeReference(text) {
  const all = JSON.parse(text);
  const made = {};
  for (const [module, names] of Object.entries(CMDLETS))
    for (const name of names) made[name] = all[module][name].parameters;
  return `${JSON.stringify(made)}\n`;
}

if (process.argv[1] === import.meta.filename) {
  const file = process.argv[2] ?? path.resolve(import.meta.dirname, '../../../../shared/facts/cmdlets.json');
  writeFileSync(path.join(import.meta.dirname, 'reference.json'), makeReference(readFileSync(file, 'utf8')));
}
