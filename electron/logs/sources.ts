import type { LogSources } from '../../shared/model/logs';
import { list } from '../../shared/words';
import { booleanOf, effective, sectionText, textOf, whyUnknown } from '../iis/config';
import type { ServerConfig } from '../iis/config';

/** What the settings of a site say of its logs. Folders are as configured: variables are not resolved. */
export interface LogSettings {
  /** The folder that holds the site's files: "%SystemDrive%\inetpub\logs\LogFiles\W3SVC3". null: unknown. */
  folder: string | null;
  form: string;
  central: 'Site' | 'CentralBinary' | 'CentralW3C' | null;
  notes: LogSources['notes'];
}

/** Fields without which a socket's end can't be told, a life not measured, a refusal not explained. */
const NEEDED: readonly (readonly [flag: string, why: string])[] = [
  ['Date', 'the day of a row (a log of several days then mixes them up)'],
  ['Time', 'when a socket ended'],
  ['HttpStatus', 'any handshake at all'],
  ['HttpSubStatus', 'why a handshake was refused'],
  ['TimeTaken', 'how long a socket lived'],
  ['ClientIP', 'which client it was'],
  ['UriStem', 'which address it was'],
];
const MISSING_CENTRAL =
  'All sites of this server write one central log (centralLogFileMode), so rows are told apart by s-sitename.';

/** Reads them from the configuration. Throws nothing: what is unknown is a note. */
export function logSettings(config: ServerConfig, site: string): LogSettings {
  const target = { kind: 'site', site } as const;
  const get = (name: string) => effective(config, target, `logFile.${name}`);
  const root = { kind: 'application', site, path: '/' } as const;
  const central =
    sectionText(config, root, 'system.applicationHost/log', 'centralLogFileMode').text ?? 'Site';
  const format = textOf(get('logFormat'));
  const directory = get('directory');
  const notes: LogSources['notes'] = [];
  const set = (setting: string, value: string) => [
    { kind: 'config' as const, edit: { kind: 'set' as const, target, setting: `logFile.${setting}`, value } },
  ];
  if (booleanOf(get('enabled')) === false)
    notes.push({
      state: 'warning',
      sentence: `${site} logs nothing (logFile enabled is false): what is below was written before, or by HTTP.sys.`,
      fix: { title: `Let ${site} log its requests`, changes: set('enabled', 'true') },
    });
  if (central === 'CentralBinary')
    notes.push({
      state: 'warning',
      sentence:
        'All sites of this server write one central binary log (CentralBinary), which holds no text and can not be read here; set centralLogFileMode to Site to have one for each.',
    });
  if (central === 'CentralW3C') notes.push({ state: 'info', sentence: MISSING_CENTRAL });
  const flags = textOf(get('logExtFileFlags'));
  const names = flags?.split(', ') ?? [];
  const missing = format === 'W3C' && flags !== null ? NEEDED.filter(([flag]) => !names.includes(flag)) : [];
  if (missing.length > 0)
    notes.push({
      state: 'warning',
      sentence: `${site} does not log ${list(missing.map(([flag]) => flag))}, so its log can not tell ${list(missing.map(([, why]) => why))}.`,
      fix: {
        title: `Log ${list(missing.map(([flag]) => flag))} too`,
        changes: set(
          'logExtFileFlags',
          [...names.filter((name) => name !== ''), ...missing.map(([flag]) => flag)].join(', '),
        ),
      },
    });
  if (format !== null && format !== 'W3C')
    notes.push({
      state: 'warning',
      sentence: `${site} logs in ${format} format, which has ${format === 'IIS' ? 'no substatus, and the local time' : format === 'NCSA' ? 'neither substatus nor time-taken' : 'a form that only its own plug-in knows'}.`,
      fix: { title: `Let ${site} log in W3C format`, changes: set('logFormat', 'W3C') },
    });
  if (directory.value === null)
    notes.push({
      state: 'warning',
      sentence: `The log folder of ${site} is unknown: ${whyUnknown(directory)}.`,
    });
  const id = config.findSite(site)?.id;
  const base = textOf(directory);
  const inside = central === 'Site' ? `W3SVC${id ?? '?'}` : 'W3SVC';
  return {
    folder: base === null || id === undefined ? null : `${base.replace(/[\\/]+$/, '')}\\${inside}`,
    form: formOf(format, textOf(get('period')), booleanOf(get('localTimeRollover'))),
    central: central === 'Site' || central === 'CentralBinary' || central === 'CentralW3C' ? central : null,
    notes,
  };
}

function formOf(format: string | null, period: string | null, local: boolean | null): string {
  const each =
    period === 'MaxSize'
      ? 'a new file by size'
      : `a new file ${(period ?? 'at unknown times').toLowerCase()}`;
  const clock = format === 'W3C' && local === true ? ', begun by local time (the times in it are UTC)' : '';
  return `${format ?? 'unknown'} format, ${each}${clock}`;
}

/** What is true of every log of IIS. */
export const ALWAYS: LogSources['notes'] = [
  {
    state: 'info',
    sentence:
      'Sockets that are still open are in no log: a 101 is written when its socket ends. Live shows the open ones.',
  },
];
