import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { everyApplication } from '../touches';
import { unknown } from './missing';

/** IISAdministration comes with IIS Management Scripts and Tools: without it neither run time nor changes are to be had. */
export const moduleScripts: CheckDefinition = {
  id: 'module.scripts',
  station: 'module',
  title: 'Management scripts',
  blocking: false,
  subject: 'management scripts',
  run({ facts }) {
    if (facts.server !== 'windows') return null;
    const { environment } = facts;
    if (environment == null)
      return unknown("Whether IIS's management scripts are installed is unknown: that was not read (yet).");
    const { managementScripts } = environment;
    const evidence = [
      fact('IISAdministration', managementScripts ? 'there' : 'not there', 'Get-Module -ListAvailable'),
    ];
    return managementScripts
      ? {
          state: 'good',
          sentence: "IIS's management scripts (Web-Scripting-Tools) are installed.",
          evidence,
        }
      : {
          state: 'warning',
          sentence:
            "IIS's management scripts (Web-Scripting-Tools) are not installed: sockets work without them, but run-time state can't be read here and nothing can be changed from here.",
          note: 'no scripts',
          evidence,
          cause: "IIS's management scripts are missing",
          fix: {
            title: "Install IIS's management scripts",
            changes: [
              { kind: 'action', action: { kind: 'install-feature', feature: 'Web-Scripting-Tools' } },
            ],
            touches: everyApplication(facts.config),
            cost: 'adds PowerShell cmdlets only; no recycle is expected',
            weight: 'advice',
          },
        };
  },
};
