import { describe, expect, test } from 'vitest';
import { stationIds } from '../../../shared/model/readiness';
import { reasonMeaning, statusMeaning } from './status-meaning';

describe('what a status means', () => {
  test('is the meaning of its substatus before that of the status alone', () => {
    expect(statusMeaning('503.2')).toMatchObject({ title: 'too many requests at once', station: 'section' });
    expect(statusMeaning('503.99').title).toBe(statusMeaning('503').title);
    expect(statusMeaning('404.15').sentence).toContain('maxQueryString');
    expect(statusMeaning('101.0').sentence).toContain('time-taken is how long it lived');
  });

  test('names the station that explains a refusal, for every status that is counted', () => {
    for (const name of ['400', '401', '403', '404', '426', '500', '501', '502', '503', '500.19', '502.3'])
      expect(stationIds).toContain(statusMeaning(name).station);
    expect(statusMeaning('101').station).toBeNull();
  });

  test('is said to be none where there is none, also for names that every object has', () => {
    for (const name of ['302', '', '-', 'constructor', '__proto__', 'toString.1'])
      expect(statusMeaning(name)).toEqual({
        title: 'other',
        sentence: 'It has no meaning of its own for a WebSocket.',
        station: null,
      });
  });
});

describe('what a reason of HTTPERR means', () => {
  test('is known for each that the issue of sockets meets', () => {
    const stations = {
      ConnLimit: 'site',
      QueueFull: 'pool',
      AppOffline: 'pool',
      Connection_Abandoned_By_ReqQueue: 'pool',
      Timer_ConnectionIdle: 'http-sys',
      Timer_MinBytesPerSecond: 'http-sys',
    };
    for (const [name, station] of Object.entries(stations))
      expect([name, reasonMeaning(name).station]).toEqual([name, station]);
  });

  test('is HTTP.sys itself where it is not in the table, also for names that every object has', () => {
    for (const name of ['Timer_New', 'connlimit', 'hasOwnProperty'])
      expect(reasonMeaning(name)).toMatchObject({ title: 'HTTP.sys', station: 'http-sys' });
  });
});
