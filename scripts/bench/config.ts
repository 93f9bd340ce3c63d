import { XMLParser } from 'fast-xml-parser';
import { effectiveAll, readServer } from '../../electron/iis/config';
import type { ServerConfig } from '../../electron/iis/config';
import { parserOptions } from '../../electron/iis/config/xml/parser';
import { makeConfig } from '../make-config.mjs';
import { median, ratioRow } from './row';
import type { Bench, Row } from './row';

const WARM_UP = 5;
const RUNS = 21;
const PATH = 'applicationHost.config';

function timed(run: () => unknown): number {
  const begun = performance.now();
  run();
  return performance.now() - begun;
}

function read(bytes: Uint8Array): ServerConfig {
  return readServer({ applicationHost: { path: PATH, bytes }, webConfigs: { complete: true, files: [] } });
}

/** Every setting of every pool, site and root application. */
function everything(config: ServerConfig): number {
  let count = effectiveAll(config, { kind: 'server' }).length;
  for (const { name } of config.pools) count += effectiveAll(config, { kind: 'pool', pool: name }).length;
  for (const { name } of config.sites) {
    count += effectiveAll(config, { kind: 'site', site: name }).length;
    count += effectiveAll(config, { kind: 'application', site: name, path: '/' }).length;
  }
  return count;
}

/** 1,000 sites and 1,000 pools: reading, and the effective values of everything, against the bare parser. */
export const config: Bench = () => {
  const text = makeConfig({ sites: 1000, pools: 1000, feature: true });
  const bytes = new TextEncoder().encode(text);
  const bare: number[] = [];
  const reading: number[] = [];
  const values: number[] = [];
  for (let run = -WARM_UP; run < RUNS; run += 1) {
    const parsed = timed(() => new XMLParser(parserOptions).parse(text));
    const whole = timed(() => read(bytes));
    const fresh = read(bytes);
    const folded = timed(() => everything(fresh));
    if (run < 0) continue;
    bare.push(parsed);
    reading.push(whole);
    values.push(folded);
  }
  const reference = median(bare);
  const against = 'the bare XMLParser with the same options';
  const rows: Row[] = [
    ratioRow({
      name: 'config: read 1,000 sites and 1,000 pools',
      value: median(reading),
      unit: 'ms',
      reference,
      against,
      bound: 1.5,
    }),
    ratioRow({
      name: 'config: effective values of everything',
      value: median(values),
      unit: 'ms',
      reference,
      against,
      bound: 1.5,
    }),
  ];
  return Promise.resolve(rows);
};
