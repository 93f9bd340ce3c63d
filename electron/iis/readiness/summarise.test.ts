import { describe, expect, test } from 'vitest';
import type { RuntimeState } from '../../../shared/model/runtime';
import { readServer } from '../config';
import { judgeSites, summarise } from '.';
import { onFile, practise, refused, sampleConfig, sampleRuntime, UPGRADED } from './sample-server';
import { applicationsInPool, applicationsUnder, everyApplication } from './touches';

describe("a server's one line", () => {
  const sound = practise();
  const broken = practise({ webSocket: 'enabled="false"' });
  const look = practise({}, { application: '/old', handshake: null });
  const ftp = practise({ bindings: '<binding protocol="ftp" bindingInformation="*:21:" />' });

  test('is the worst of its sites and counts those', () => {
    expect(summarise([sound, broken, look, broken])).toEqual({ state: 'broken', note: '2 broken' });
    expect(summarise([sound, look, onFile()])).toEqual({ state: 'warning', note: '1 to look at' });
    expect(summarise([sound, onFile()])).toEqual({ state: 'unknown', note: '1 unknown' });
    expect(summarise([sound])).toEqual({ state: 'good', note: 'ready' });
  });

  test('is not red for ever because of an FTP site, and not green for a server without web sites', () => {
    expect(summarise([sound, ftp]).state).toBe('good');
    expect(summarise([ftp])).toEqual({ state: 'unknown', note: 'no web site' });
    expect(summarise([]).state).toBe('unknown');
  });

  test("takes each site's own handshake", () => {
    const config = sampleConfig();
    const facts = { config, runtime: sampleRuntime(config), server: 'practice' as const };
    const judged = judgeSites(facts, (site) => (site === 'Echo' ? UPGRADED : refused(503)));
    expect(judged.map(({ site, ready }) => [site, ready])).toEqual([
      ['Chat', false],
      ['Echo', true],
    ]);
  });
});

describe('what a change touches', () => {
  const config = sampleConfig();

  test('a location reaches the applications at and below it, a folder the application it lies in', () => {
    expect(applicationsUnder(config, '')).toEqual(everyApplication(config));
    expect(applicationsUnder(config, '.')).toHaveLength(4);
    expect(applicationsUnder(config, 'chat')).toEqual(['Chat/', 'Chat/api', 'Chat/old']);
    expect(applicationsUnder(config, 'Chat/api/')).toEqual(['Chat/api']);
    expect(applicationsUnder(config, 'Chat/api/hubs/x')).toEqual(['Chat/api']);
    expect(applicationsUnder(config, 'Chat/apiary')).toEqual(['Chat/']);
    expect(applicationsUnder(config, 'Nobody')).toEqual([]);
  });

  test('a pool reaches every application in it, whatever case its name is written in', () => {
    expect(applicationsInPool(config, 'CHATPOOL')).toEqual(['Chat/', 'Chat/api', 'Echo/']);
  });
});

test('judging 1,000 sites in one Classic pool searches run time once and lists the pool once', () => {
  const sites = Array.from(
    { length: 1000 },
    (_, index) =>
      `<site name="S${index}" id="${index + 1}"><application path="/" applicationPool="P"><virtualDirectory path="/" physicalPath="C:\\s" /></application><bindings><binding protocol="http" bindingInformation="*:${index + 1}:" /></bindings></site>`,
  ).join('');
  const text = `<configuration><system.applicationHost><applicationPools><add name="P" managedRuntimeVersion="v4.0" managedPipelineMode="Classic" /></applicationPools><sites>${sites}</sites></system.applicationHost></configuration>`;
  const config = readServer({
    applicationHost: { path: 'a.config', bytes: new TextEncoder().encode(text) },
    webConfigs: { complete: true, files: [] },
  });
  let searches = 0;
  const base = sampleRuntime(config);
  const runtime: RuntimeState = {
    ...base,
    feature: 'Available',
    get sites() {
      searches += 1;
      return base.sites;
    },
  };
  const judged = judgeSites({ config, runtime, server: 'practice' });
  expect(summarise(judged)).toEqual({ state: 'broken', note: '1000 broken' });
  expect(searches).toBeLessThan(5);
  const lists = judged.flatMap(({ stations }) =>
    stations.flatMap(({ checks }) => checks.flatMap(({ fix }) => (fix ? [fix.touches] : []))),
  );
  expect(new Set(lists).size).toBe(2);
});
