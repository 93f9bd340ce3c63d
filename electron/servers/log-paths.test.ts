import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ServerEntry } from '../../shared/model/server';
import { MemoryGateway } from '../gateways/memory-gateway';
import { PracticeGateway } from '../gateways/practice/practice-gateway';
import { troubleText } from '../iis/changes/testing/test-server';
import { silentLog } from '../storage/log';
import { tempDir } from '../storage/testing/temp-dir';
import { logPlaces } from './log-paths';
import { THIS_COMPUTER } from './server-list';
import { ServerSession } from './server-session';

const FOLDER = '%SystemDrive%\\inetpub\\logs\\LogFiles\\W3SVC1';

function sessionOf(kind: ServerEntry['kind'], detail: string, gateway = new MemoryGateway(troubleText)) {
  const entry = { id: 'one', kind, name: 'One', detail };
  const session = new ServerSession({ entry, gateway, log: silentLog, now: () => new Date() });
  onTestFinished(() => session.dispose());
  return session;
}

afterEach(() => vi.unstubAllEnvs());

describe('where the logs of a site are read', () => {
  test('of the practice server: on the drives that it writes to, HTTPERR beside them', async () => {
    const dataDir = await tempDir();
    const connect = (): never => {
      throw new Error('this test asks no server');
    };
    const gateway = new PracticeGateway({ dataDir, connect, log: silentLog });
    const entry = { id: 'p', kind: 'practice' as const, name: 'Practice', detail: '' };
    const session = new ServerSession({ entry, gateway, log: silentLog, now: () => new Date() });
    onTestFinished(() => session.dispose());
    const drive = path.join(dataDir, 'practice', 'drive');
    expect(logPlaces(session, FOLDER)).toEqual({
      paths: [
        path.join(drive, 'c', 'inetpub', 'logs', 'logfiles', 'w3svc1'),
        path.join(drive, 'c', 'windows', 'system32', 'logfiles', 'httperr'),
      ],
      notes: [],
    });
    expect(logPlaces(session, 'D:\\x\\..\\..\\..\\etc').paths).toEqual([]);
    const [note] = logPlaces(session, '\\\\files\\logs\\W3SVC1').notes;
    expect(note).toMatchObject({ state: 'warning' });
    expect(note?.sentence).toContain('The practice server has no folder "\\\\files\\logs\\W3SVC1"');
  });

  test('a fault of the gateway that is no answer is not taken for one', () => {
    const session = sessionOf('practice', '');
    const fault = new TypeError('a mistake of ours');
    Object.assign(session.gateway, {
      logPaths: () => {
        throw fault;
      },
    });
    expect(() => logPlaces(session, FOLDER)).toThrow(fault);
  });

  test('of this computer: with its own variables in any case, and only what is there', async () => {
    const root = await tempDir();
    vi.stubEnv('SystemDrive', path.join(root, 'c'));
    vi.stubEnv('SystemRoot', path.join(root, 'windows'));
    const session = sessionOf('windows', THIS_COMPUTER);
    const folder = '%SYSTEMDRIVE%/logs/W3SVC1';
    const [note] = logPlaces(session, folder).notes;
    expect(note?.sentence).toContain('is not there: nothing was logged yet');
    mkdirSync(path.join(root, 'c', 'logs', 'W3SVC1'), { recursive: true });
    expect(logPlaces(session, folder)).toEqual({
      paths: [path.join(root, 'c', 'logs', 'W3SVC1')],
      notes: [],
    });
  });

  test('of a configuration file: it may be of another machine, which is said', () => {
    const places = logPlaces(sessionOf('file', '/elsewhere/applicationHost.config'), FOLDER);
    expect(places.paths).toEqual([]);
    expect(places.notes[0]?.sentence).toContain('a configuration file may be of another one');
    expect(logPlaces(sessionOf('file', 'x'), '%NoSuchVariable%\\logs').paths).toEqual([]);
  });

  test('of another computer: over its admin share, or a sentence with the share to open', () => {
    const places = logPlaces(sessionOf('windows', 'WEB07'), FOLDER);
    expect(places.paths).toEqual([]);
    expect(places.notes[0]?.sentence).toContain('\\\\WEB07\\C$\\inetpub\\logs\\LogFiles\\W3SVC1');
    const other = logPlaces(sessionOf('windows', 'WEB07'), 'e:\\logs\\W3SVC2');
    expect(other.notes[0]?.sentence).toContain('\\\\WEB07\\e$\\logs\\W3SVC2');
  });

  test('of another computer whose logs lie on a share: that share, not an admin share of it', () => {
    const places = logPlaces(sessionOf('windows', 'WEB07'), '\\\\files\\iis\\W3SVC1');
    expect(places.notes[0]?.sentence).toMatch(/^\\\\files\\iis\\W3SVC1 could not be reached/);
  });
});
