import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { logName } from './logs/log-name';
import type { PracticeServer } from './practice-server';
import { edit, eventually, get, pause, startServer, urlOf } from './testing/kit';

/** The site Echo of the scenario with this <logFile …/>. */
const withLogFile =
  (logFile: string) =>
  (text: string): string =>
    text
      .replace(/<logFile[^>]*\/>/g, '')
      .replace('<site name="Echo" id="1">', `<site name="Echo" id="1">\r\n<logFile ${logFile} />`);

const filesIn = (server: PracticeServer, folder: string): Record<string, string> => {
  const dir = path.join(server.drivePath, folder);
  if (!existsSync(dir)) return {};
  return Object.fromEntries(
    readdirSync(dir).map((name) => [name, readFileSync(path.join(dir, name), 'utf8')]),
  );
};
const rowsOf = (text = ''): string[] =>
  text.split('\r\n').filter((line) => line !== '' && !line.startsWith('#'));
const fieldsOf = (text = ''): string[] =>
  [...text.matchAll(/^#Fields: (.*)\r$/gm)].map(([, names]) => names ?? '');

const USUAL = 'c/inetpub/logs/logfiles/w3svc1';

describe('a site of the practice server', () => {
  test('logs where its directory says, a new folder from the next request on', async () => {
    const { server } = await startServer();
    await get(urlOf(server, 'Echo'));
    await eventually(() => expect(Object.keys(filesIn(server, USUAL))).toHaveLength(1));
    await edit(server, withLogFile('directory="D:\\Web Logs\\Echo"'));
    await get(`${urlOf(server, 'Echo')}moved`);
    await eventually(() => {
      const [text] = Object.values(filesIn(server, 'd/web logs/echo/w3svc1'));
      expect(rowsOf(text)).toMatchObject([expect.stringContaining(' /moved ')]);
    });
    expect(rowsOf(Object.values(filesIn(server, USUAL))[0])).toHaveLength(1);
  });

  test('logs the fields that its flags name, under a new #Fields in the same file, in the order of IIS', async () => {
    const { server } = await startServer();
    await get(urlOf(server, 'Echo'));
    await eventually(() => expect(Object.keys(filesIn(server, USUAL))).toHaveLength(1));
    await edit(
      server,
      withLogFile('logExtFileFlags="TimeTaken, HttpStatus, Host, Cookie, Date, Time, BytesSent"'),
    );
    await get(urlOf(server, 'Echo'), { Cookie: 'a=1; b=2', Host: 'echo.localhost' });
    await eventually(() => expect(rowsOf(Object.values(filesIn(server, USUAL))[0])).toHaveLength(2));
    const [text] = Object.values(filesIn(server, USUAL));
    expect(fieldsOf(text)).toEqual([
      'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken',
      'date time cs(Cookie) cs-host sc-status sc-bytes time-taken',
    ]);
    expect(rowsOf(text)[1]).toMatch(/^\S+ \S+ a=1;\+b=2 echo\.localhost 200 [1-9]\d+ \d+$/);
  });

  test('that is not to log, or in another format, writes no line', async () => {
    const { server } = await startServer();
    for (const logFile of ['enabled="false"', 'logFormat="NCSA"']) {
      await edit(server, withLogFile(logFile));
      await get(urlOf(server, 'Echo'));
    }
    await edit(server, withLogFile('period="Monthly"'));
    await get(urlOf(server, 'Echo'));
    await eventually(() => expect(Object.keys(filesIn(server, USUAL))).toHaveLength(1));
    const [[name, text] = []] = Object.entries(filesIn(server, USUAL));
    expect(name).toMatch(/^u_ex\d{4}\.log$/);
    expect(rowsOf(text)).toHaveLength(1);
  });

  test('logs beside all others in one central log, told apart by s-sitename', async () => {
    const { server } = await startServer();
    const central =
      '<log centralLogFileMode="CentralW3C"><centralW3CLogFile directory="E:\\all" period="Hourly" /></log>';
    await edit(server, (text) => text.replace(/<log>.*?<\/log>/s, central));
    await get(urlOf(server, 'Echo'));
    await get(urlOf(server, 'Chat'));
    await eventually(() => expect(rowsOf(Object.values(filesIn(server, 'e/all/w3svc'))[0])).toHaveLength(2));
    const [[name, text] = []] = Object.entries(filesIn(server, 'e/all/w3svc'));
    expect(name).toMatch(/^u_ex\d{8}\.log$/);
    expect(rowsOf(text).map((row) => row.split(' ')[2])).toEqual(['W3SVC1', 'W3SVC2']);
    await edit(server, (before) => before.replace('"CentralW3C"', '"CentralBinary"'));
    await get(urlOf(server, 'Echo'));
    await pause(400);
    expect(rowsOf(Object.values(filesIn(server, 'e/all/w3svc'))[0])).toHaveLength(2);
  });

  test('has its first rows after a restart under a head of their own, as HTTP.sys does', async () => {
    const { server, dataDir } = await startServer();
    await get(urlOf(server, 'Echo'));
    await server.stop();
    const { server: again } = await startServer(dataDir);
    await get(urlOf(again, 'Echo'));
    await eventually(() => expect(fieldsOf(Object.values(filesIn(again, USUAL))[0])).toHaveLength(2));
  });

  test('loses its lines and nothing else where its folder can not be had', async () => {
    const { server } = await startServer();
    await edit(server, withLogFile('directory="\\\\files\\share\\logs"'));
    expect((await get(urlOf(server, 'Echo'))).status).toBe(200);
    await pause(300);
    expect((await get(urlOf(server, 'Echo'))).status).toBe(200);
    expect(filesIn(server, USUAL)).toEqual({});
  });
});

describe('a log is named by its period', () => {
  const at = Date.UTC(2026, 10, 24, 23, 30);
  const name = (period: string, more = {}, ms = at) =>
    logName({ period, localTime: false, utf8: true, ...more }, ms);

  test('as IIS names it', () => {
    expect(['Daily', 'Hourly', 'Monthly'].map((period) => name(period))).toEqual([
      'u_ex261124.log',
      'u_ex26112423.log',
      'u_ex2611.log',
    ]);
    expect(name('Daily', { utf8: false })).toBe('ex261124.log');
    expect(name('MaxSize')).toEqual({ stem: 'u_extend', truncateSize: 20_971_520 });
  });

  test('weeks are counted within their month, from Sunday on', () => {
    // 1 November 2026 is a Sunday, 1 December a Tuesday.
    const weekly = (day: number, month = 10) => name('Weekly', {}, Date.UTC(2026, month, day));
    expect([1, 7, 8, 24, 29].map((day) => weekly(day))).toEqual(
      ['01', '01', '02', '04', '05'].map((week) => `u_ex2611${week}.log`),
    );
    expect([weekly(5, 11), weekly(6, 11)]).toEqual(['u_ex261201.log', 'u_ex261202.log']);
  });

  test('by the local clock where localTimeRollover is set, whatever zone this machine is in', () => {
    const local = new Date(2026, 10, 24, 0, 30).getTime();
    expect(name('Hourly', { localTime: true }, local)).toBe('u_ex26112400.log');
  });
});
