import { effective, sectionText } from '../../../iis/config';
import type { ServerConfig } from '../../../iis/config';
import type { SiteConfig } from '../../../iis/config/types';
import { fieldsOf, type LogField } from './log-fields';

/** What a configuration says of the log that a site's requests go to. */
export interface LogRules {
  /** As configured, the log's own folder with it: "%SystemDrive%\inetpub\logs\LogFiles\W3SVC3". */
  folder: string;
  fields: readonly LogField[];
  /** As in the schema: "Daily"; MaxSize begins a file by size. */
  period: string;
  /** Files begin by the local clock; the times in them are UTC all the same. */
  localTime: boolean;
  utf8: boolean;
}

const LOG = 'system.applicationHost/log';
const CENTRAL = ['centralW3CLogFile'];
/** IIS_schema.xml, centralW3CLogFile. */
const CENTRAL_DIRECTORY = '%SystemDrive%\\inetpub\\logs\\LogFiles';
const CENTRAL_FLAGS =
  'Date, Time, ClientIP, UserName, SiteName, ServerIP, Method, UriStem, UriQuery, TimeTaken, HttpStatus, Win32Status, ServerPort, UserAgent, HttpSubStatus, Referer';

/**
 * The rules for a site; null where no W3C log is to be written: logging is off, the log is a central binary one, or it
 * has another format, which the practice server does not write.
 */
export function logRulesOf(config: ServerConfig, site: SiteConfig): LogRules | null {
  const root = { kind: 'application', site: site.name, path: '/' } as const;
  const server = (name: string, otherwise: string, below: readonly string[] = []): string =>
    sectionText(config, root, LOG, name, below).text ?? otherwise;
  const own = (name: string): string => {
    const found = effective(config, { kind: 'site', site: site.name }, `logFile.${name}`);
    return String(found.value ?? found.default);
  };
  const utf8 = server('logInUTF8', 'true') === 'true';
  const mode = server('centralLogFileMode', 'Site').toLowerCase();
  if (mode === 'centralbinary') return null;
  if (mode === 'centralw3c') {
    if (server('enabled', 'true', CENTRAL) !== 'true') return null;
    return {
      folder: inside(server('directory', CENTRAL_DIRECTORY, CENTRAL), 'W3SVC'),
      fields: fieldsOf(server('logExtFileFlags', CENTRAL_FLAGS, CENTRAL)),
      period: server('period', 'Daily', CENTRAL),
      localTime: server('localTimeRollover', 'false', CENTRAL) === 'true',
      utf8,
    };
  }
  if (own('enabled') !== 'true' || own('logFormat') !== 'W3C') return null;
  return {
    folder: inside(own('directory'), `W3SVC${site.id ?? 0}`),
    fields: fieldsOf(own('logExtFileFlags')),
    period: own('period'),
    localTime: own('localTimeRollover') === 'true',
    utf8,
  };
}

const inside = (directory: string, name: string): string => `${directory.replace(/[\\/]+$/, '')}\\${name}`;
