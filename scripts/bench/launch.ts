import path from 'node:path';
import { timeProbe, writeProbe } from './probe';
import { freshFolder, root, writeEmptyApp } from './window';
import { median, ratioRow } from './row';
import type { Bench } from './row';

const WARM_UP = 3;
const RUNS = 15;

/**
 * The verdict stands in the heading, and the lights that the configuration alone settles (module, section, application:
 * the fifth to the seventh) are known. A selector, as the page's policy lets nobody evaluate text.
 */
const USABLE =
  'main:has(h1) [role="tablist"]:has([role="tab"]:nth-of-type(8))' +
  ':not(:has([role="tab"]:nth-of-type(n + 5):nth-of-type(-n + 7)[data-state="unknown"]))';

/** From the process's start to a usable Readiness page, against an empty Electron window; profiles are kept. */
export const launch: Bench = async () => {
  const data = freshFolder();
  const empty = freshFolder();
  const profile = freshFolder();
  writeEmptyApp(empty.dir);
  writeProbe(path.join(empty.dir, 'probe'), path.join(empty.dir, 'main.cjs'), 'body');
  writeProbe(path.join(data.dir, 'probe'), path.join(root, 'out/main/main.cjs'), USABLE);
  const ours: number[] = [];
  const bare: number[] = [];
  try {
    for (let run = -WARM_UP; run < RUNS; run += 1) {
      const blank = await timeProbe(path.join(empty.dir, 'probe'), []);
      const product = await timeProbe(path.join(data.dir, 'probe'), ['--data', profile.dir]);
      if (run < 0) continue;
      bare.push(blank);
      ours.push(product);
    }
  } finally {
    data.remove();
    empty.remove();
    profile.remove();
  }
  return [
    ratioRow({
      name: 'launch: usable Readiness page',
      value: median(ours),
      unit: 'ms',
      reference: median(bare),
      against: 'an empty Electron window after two animation frames',
      bound: 1.6,
    }),
  ];
};
