import { booleanOf, effective, sectionText, textOf, whyUnknown } from '../iis/config';
import type { ServerConfig } from '../iis/config';
import type { SettingValue } from '../../shared/model/settings';

export type CentralMode = 'Site' | 'CentralBinary' | 'CentralW3C';

/** The element that rules a site's log: its own logFile, or the server's where all sites share one. null: unknown. */
export interface LogElement {
  central: CentralMode | null;
  enabled: boolean | null;
  format: string | null;
  /** The folder above that of the log, as configured. */
  directory: string | null;
  /** Why it is unknown, as a clause. */
  whyNoDirectory: string;
  period: string | null;
  local: boolean | null;
  flags: readonly string[] | null;
  /** The folder of the log itself: "W3SVC3". */
  inside: string | null;
}

const LOG = 'system.applicationHost/log';
/** What the schema has where centralBinaryLogFile and centralW3CLogFile are silent. */
const CENTRAL_DEFAULTS: Readonly<Record<string, string>> = {
  directory: '%SystemDrive%\\inetpub\\logs\\LogFiles',
  period: 'Daily',
  localTimeRollover: 'false',
  logExtFileFlags:
    'Date, Time, ClientIP, UserName, SiteName, ServerIP, Method, UriStem, UriQuery, TimeTaken, HttpStatus, Win32Status, ServerPort, UserAgent, HttpSubStatus, Referer',
};

export function logElement(config: ServerConfig, site: string): LogElement {
  const root = { kind: 'application', site, path: '/' } as const;
  const { text, unknown } = sectionText(config, root, LOG, 'centralLogFileMode');
  const central = unknown === undefined ? modeOf(text ?? 'Site') : null;
  if (central === 'CentralBinary' || central === 'CentralW3C') return centralElement(config, site, central);
  const get = (name: string) => effective(config, { kind: 'site', site }, `logFile.${name}`);
  const directory = get('directory');
  const id = config.findSite(site)?.id ?? null;
  return {
    central,
    enabled: booleanOf(get('enabled')),
    format: textOf(get('logFormat')),
    directory: central === null ? null : textOf(directory) || null,
    whyNoDirectory: central === null ? (unknown ?? `centralLogFileMode is "${text}"`) : whyNot(directory),
    period: textOf(get('period')),
    local: booleanOf(get('localTimeRollover')),
    flags: flagsOf(textOf(get('logExtFileFlags'))),
    inside: id === null ? null : `W3SVC${id}`,
  };
}

function centralElement(config: ServerConfig, site: string, central: CentralMode): LogElement {
  const binary = central === 'CentralBinary';
  const root = { kind: 'application', site, path: '/' } as const;
  const below = [binary ? 'centralBinaryLogFile' : 'centralW3CLogFile'];
  const read = (name: string, otherwise = CENTRAL_DEFAULTS[name] ?? null) => {
    const { text, unknown } = sectionText(config, root, LOG, name, below);
    return { text: unknown === undefined ? (text ?? otherwise) : null, unknown };
  };
  const enabled = read('enabled', binary ? 'false' : 'true').text;
  const directory = read('directory');
  const local = read('localTimeRollover').text;
  return {
    central,
    enabled: enabled === null ? null : enabled === 'true',
    format: binary ? 'binary' : 'W3C',
    directory: directory.text || null,
    whyNoDirectory: directory.unknown ?? EMPTY,
    period: read('period').text,
    local: local === null ? null : local === 'true',
    flags: binary ? null : flagsOf(read('logExtFileFlags').text),
    inside: 'W3SVC',
  };
}

const EMPTY = 'directory is empty';
const whyNot = (directory: SettingValue): string => (directory.value === '' ? EMPTY : whyUnknown(directory));

const modeOf = (text: string): CentralMode | null =>
  (['Site', 'CentralBinary', 'CentralW3C'] as const).find(
    (mode) => mode.toLowerCase() === text.toLowerCase(),
  ) ?? null;

const flagsOf = (text: string | null): string[] | null =>
  text
    ?.split(',')
    .map((flag) => flag.trim())
    .filter((flag) => flag !== '') ?? null;
