import { describe, expect, test } from 'vitest';
import { readServer } from '../iis/config';
import { sampleText } from '../iis/readiness/sample-server';
import { logSettings } from './sources';

const settings = (logFile: string, { log = '', defaults = '', id = '1' } = {}) => {
  const text = sampleText({ siteInner: logFile === '' ? '' : `<logFile ${logFile} />` })
    .replace(
      '<section name="sites"',
      '<section name="log" allowDefinition="AppHostOnly" /><section name="sites"',
    )
    .replace('<sites>', `${log}<sites>`)
    .replace('</sites>', `${defaults}</sites>`)
    .replace('name="Chat" id="1"', `name="Chat" id="${id}"`);
  const applicationHost = { path: 'applicationHost.config', bytes: Buffer.from(text) };
  const config = readServer({ applicationHost, webConfigs: { complete: true, files: [] } });
  return logSettings(config, 'Chat');
};
const sentences = (found: ReturnType<typeof settings>): string[] =>
  found.notes.map(({ sentence }) => sentence);

describe("a site's log", () => {
  test('is where the schema has it when nobody says anything', () => {
    expect(settings('')).toEqual({
      folder: '%SystemDrive%\\inetpub\\logs\\LogFiles\\W3SVC1',
      form: 'W3C format, a new file daily',
      central: 'Site',
      notes: [],
    });
  });

  test('is looked for in its own directory before that of siteDefaults, whatever ends the path', () => {
    const defaults = '<siteDefaults><logFile directory="E:\\all" period="Hourly" /></siteDefaults>';
    expect(settings('directory="D:\\logs\\"', { defaults, id: '7' }).folder).toBe('D:\\logs\\W3SVC7');
    const inherited = settings('localTimeRollover="true"', { defaults });
    expect(inherited.folder).toBe('E:\\all\\W3SVC1');
    expect(inherited.form).toBe(
      'W3C format, a new file hourly, begun by local time (the times in it are UTC)',
    );
    expect(settings('period="MaxSize"').form).toBe('W3C format, a new file by size');
  });

  test('that is switched off is said, with the change that mends it', () => {
    const { notes } = settings('enabled="false"');
    expect(notes).toMatchObject([{ state: 'warning', fix: { title: 'Let Chat log its requests' } }]);
    expect(notes[0]?.sentence).toContain('Chat logs nothing (logFile enabled is false)');
    const edit = {
      kind: 'set',
      target: { kind: 'site', site: 'Chat' },
      setting: 'logFile.enabled',
      value: 'true',
    };
    expect(notes[0]?.fix?.changes).toEqual([{ kind: 'config', edit }]);
  });

  test('without a field that tells something names what it can not tell, and offers that field beside the others', () => {
    const { notes } = settings('logExtFileFlags="Date, Time, ClientIP, UriStem, HttpStatus, BytesSent"');
    expect(notes).toHaveLength(1);
    expect(notes[0]?.sentence).toBe(
      'Chat does not log HttpSubStatus and TimeTaken, so its log can not tell why a handshake was refused and how long a socket lived.',
    );
    expect(notes[0]?.fix?.title).toBe('Log HttpSubStatus and TimeTaken too');
    const many = settings('logExtFileFlags="Date, Time"');
    expect(many.notes[0]?.fix?.title).toBe('Log these 5 fields too');
    const [change] = notes[0]?.fix?.changes ?? [];
    const edit = change?.kind === 'config' && change.edit.kind === 'set' ? change.edit : null;
    const flags = String(edit?.value).split(', ');
    expect(flags.toSorted()).toEqual([
      'BytesSent',
      'ClientIP',
      'Date',
      'HttpStatus',
      'HttpSubStatus',
      'Time',
      'TimeTaken',
      'UriStem',
    ]);
  });

  test('in another format says what that format lacks, and nothing of fields it does not have', () => {
    expect(sentences(settings('logFormat="NCSA" logExtFileFlags="Date"'))).toEqual([
      'Chat logs in NCSA format, which has neither substatus nor time-taken.',
    ]);
    expect(sentences(settings('logFormat="IIS"'))[0]).toContain('no substatus, and the local time');
    expect(sentences(settings('logFormat="Custom"'))[0]).toContain('only its own plug-in knows');
  });

  test('whose directory IIS would refuse has no folder, and says why', () => {
    const found = settings('directory=""');
    expect(found.folder).toBeNull();
    expect(sentences(found)[0]).toContain('The log folder of Chat is unknown: ');
  });
});

describe('a central log', () => {
  const central = (mode: string, inner = '') => `<log centralLogFileMode="${mode}">${inner}</log>`;

  test('is looked for where centralW3CLogFile has it, not where the site has its own', () => {
    const log = central('CentralW3C', '<centralW3CLogFile directory="F:\\central" period="Weekly" />');
    const found = settings('directory="D:\\logs" enabled="false"', { log });
    expect(found).toMatchObject({ folder: 'F:\\central\\W3SVC', central: 'CentralW3C' });
    expect(found.form).toBe('W3C format, a new file weekly');
    expect(sentences(found)).toEqual([expect.stringContaining('told apart by s-sitename')]);
  });

  test('without SiteName, with other fields missing, or switched off, is said so without a fix of the site', () => {
    const flags = 'logExtFileFlags="Date, Time, ClientIP, UriStem, HttpStatus, TimeTaken"';
    const log = central('CentralW3C', `<centralW3CLogFile enabled="false" ${flags} />`);
    const { notes } = settings('', { log });
    const all = notes.map(({ sentence }) => sentence).join(' ');
    expect(all).toContain('No site of this server logs anything');
    expect(all).toContain('rows of all sites are counted together');
    expect(all).toContain('does not have HttpSubStatus among its fields');
    expect(notes.every(({ fix }) => fix === undefined)).toBe(true);
  });

  test('in binary form is said to be unreadable, in one sentence', () => {
    const found = settings('logFormat="NCSA"', { log: central('CentralBinary') });
    expect(found.central).toBe('CentralBinary');
    expect(sentences(found)).toEqual([expect.stringContaining('one central binary log')]);
  });

  test('of a mode that IIS does not know leaves the folder unknown', () => {
    const found = settings('', { log: central('Both') });
    expect(found).toMatchObject({ folder: null, central: null });
    expect(sentences(found)[0]).toContain('centralLogFileMode is "Both"');
  });
});
