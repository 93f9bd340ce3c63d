import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { unknown } from './missing';

export const moduleIis: CheckDefinition = {
  id: 'module.iis',
  station: 'module',
  title: 'IIS',
  blocking: false,
  subject: 'IIS',
  run({ facts }) {
    if (facts.server !== 'windows') return null;
    const { environment } = facts;
    if (environment == null)
      return unknown('Whether IIS is installed is unknown: Windows and its parts were not read (yet).');
    const { installed, version } = environment.iis;
    const evidence = [fact('w3wp.exe', installed ? (version ?? 'there') : 'not there', 'inetsrv')];
    return installed
      ? { state: 'good', sentence: `IIS${version === null ? '' : ` ${version}`} is installed.`, evidence }
      : {
          state: 'broken',
          blocking: true,
          sentence:
            'IIS itself is not installed: the folder of its configuration may be there without it, but there is no worker process that could serve a request.',
          note: 'no IIS',
          evidence,
          cause: 'IIS is not installed',
        };
  },
};
