import type { LogSources } from '../../shared/model/logs';
import { list } from '../../shared/words';
import type { ServerConfig } from '../iis/config';
import { logElement } from './log-element';
import type { LogElement } from './log-element';

type Note = LogSources['notes'][number];
type Fix = NonNullable<Note['fix']>;

/** What the settings of a site say of its logs. Folders are as configured: variables are not resolved. */
export interface LogSettings {
  /** The folder that holds the site's files: "%SystemDrive%\inetpub\logs\LogFiles\W3SVC3". null: unknown. */
  folder: string | null;
  form: string;
  central: LogElement['central'];
  notes: Note[];
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
const BINARY =
  'All sites of this server write one central binary log (CentralBinary), which holds no text and can not be read here; set centralLogFileMode to Site to have one for each.';
const SHARED =
  'All sites of this server write one central log (centralLogFileMode), so rows are told apart by s-sitename.';
const NO_SITE_NAME =
  'The central log does not have SiteName among its fields (centralW3CLogFile), so rows of all sites are counted together.';

/** Reads them from the configuration. Throws nothing: what is unknown is a note. */
export function logSettings(config: ServerConfig, site: string): LogSettings {
  const log = logElement(config, site);
  const { directory, inside, central } = log;
  return {
    folder: directory === null || inside === null ? null : `${directory.replace(/[\\/]+$/, '')}\\${inside}`,
    form: formOf(log),
    central,
    notes: [
      ...whetherLogged(log, site),
      ...centralNotes(log),
      ...fieldNotes(log, site),
      ...formatNotes(log, site),
    ],
  };
}

function whetherLogged({ central, enabled, directory, whyNoDirectory }: LogElement, site: string): Note[] {
  const notes: Note[] = [];
  if (enabled === false && central === 'CentralW3C')
    notes.push({
      state: 'warning',
      sentence:
        'No site of this server logs anything (centralW3CLogFile enabled is false): what is below was written before, or by HTTP.sys.',
    });
  else if (enabled === false && central !== 'CentralBinary')
    notes.push({
      state: 'warning',
      sentence: `${site} logs nothing (logFile enabled is false): what is below was written before, or by HTTP.sys.`,
      fix: fixOf(site, `Let ${site} log its requests`, 'enabled', 'true'),
    });
  if (directory === null)
    notes.push({ state: 'warning', sentence: `The log folder of ${site} is unknown: ${whyNoDirectory}.` });
  return notes;
}

function centralNotes({ central, flags }: LogElement): Note[] {
  if (central === 'CentralBinary') return [{ state: 'warning', sentence: BINARY }];
  if (central !== 'CentralW3C') return [];
  const named = flags === null || flags.includes('SiteName');
  return [named ? { state: 'info', sentence: SHARED } : { state: 'warning', sentence: NO_SITE_NAME }];
}

function fieldNotes({ central, format, flags }: LogElement, site: string): Note[] {
  const missing = format === 'W3C' && flags !== null ? NEEDED.filter(([flag]) => !flags.includes(flag)) : [];
  if (missing.length === 0) return [];
  const names = list(missing.map(([flag]) => flag));
  const why = list(missing.map(([, reason]) => reason));
  if (central === 'CentralW3C')
    return [
      {
        state: 'warning',
        sentence: `The central log does not have ${names} among its fields (centralW3CLogFile), so it can not tell ${why}.`,
      },
    ];
  const all = [...(flags ?? []), ...missing.map(([flag]) => flag)].join(', ');
  return [
    {
      state: 'warning',
      sentence: `${site} does not log ${names}, so its log can not tell ${why}.`,
      // A button has room for two names.
      fix: fixOf(
        site,
        missing.length > 2 ? `Log these ${missing.length} fields too` : `Log ${names} too`,
        'logExtFileFlags',
        all,
      ),
    },
  ];
}

const LESS: Readonly<Record<string, string>> = {
  IIS: 'no substatus, and the local time',
  NCSA: 'neither substatus nor time-taken',
};

function formatNotes({ central, format }: LogElement, site: string): Note[] {
  if (format === null || format === 'W3C' || central === 'CentralBinary') return [];
  return [
    {
      state: 'warning',
      sentence: `${site} logs in ${format} format, which has ${LESS[format] ?? 'a form that only its own plug-in knows'}.`,
      fix: fixOf(site, `Let ${site} log in W3C format`, 'logFormat', 'W3C'),
    },
  ];
}

const fixOf = (site: string, title: string, setting: string, value: string): Fix => ({
  title,
  changes: [
    {
      kind: 'config',
      edit: { kind: 'set', target: { kind: 'site', site }, setting: `logFile.${setting}`, value },
    },
  ],
});

function formOf({ format, period, local }: LogElement): string {
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
