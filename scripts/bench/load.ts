import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ElectronApplication, Page } from '@playwright/test';
import { makeConfig } from '../make-config.mjs';
import { freshFolder, openProduct, root } from './window';
import { median, ratioRow } from './row';
import type { Bench } from './row';

const RUNS = 3;
const MEGABYTES = 50;
const IDLE_MS = 5000;

/** Begins to watch how late the main process's event loop is; `stop` answers the 99th percentile in ms. */
async function watchMain(app: ElectronApplication): Promise<() => Promise<number>> {
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    Reflect.set(globalThis, 'benchDelay', delay);
  });
  return () =>
    app.evaluate(() => {
      const delay = Reflect.get(globalThis, 'benchDelay') as {
        disable(): void;
        percentile(of: number): number;
      };
      delay.disable();
      return delay.percentile(99) / 1e6;
    });
}

/** The same file through the bare parser, in a process that has nothing to do with the window. */
const BARE = `import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
new XMLParser({ preserveOrder: true, ignoreAttributes: false }).parse(readFileSync(process.argv[1], 'utf8'));`;

async function readElsewhere(file: string): Promise<void> {
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', BARE, file], { cwd: root });
}

/** Adds the file and waits until it is read. Answers its count of sites, so that a refusal can't look quick. */
function load(page: Page, file: string): Promise<number> {
  return page.evaluate<number>(`(async () => {
    const ask = async (name, input) => {
      const reply = await window.switchboard.invoke(name, input);
      if (!reply.ok) throw new Error(reply.error.message);
      return reply.data;
    };
    const entry = await ask('servers.addFile', { path: ${JSON.stringify(file)} });
    const overview = await ask('servers.overview', { serverId: entry.id });
    if (overview.error) throw new Error(overview.error.message);
    return overview.siteCount;
  })()`);
}

/** While a 50 MB configuration loads in the engine, the main process must be as prompt as when nothing happens. */
export const loading: Bench = async () => {
  const folder = freshFolder();
  const idle: number[] = [];
  const busy: number[] = [];
  const beside: number[] = [];
  try {
    const text = makeConfig({ sites: 1000, pools: 1000, bytes: MEGABYTES * 1024 * 1024, feature: true });
    for (let run = 0; run < RUNS; run += 1) {
      const file = path.join(folder.dir, `large-${run}.config`);
      writeFileSync(file, text);
      const { app, page } = await openProduct(path.join(folder.dir, `data-${run}`));
      await page.waitForSelector('main h1');
      await page.waitForTimeout(2000);
      const idleEnd = await watchMain(app);
      await page.waitForTimeout(IDLE_MS);
      idle.push(await idleEnd());
      const besideEnd = await watchMain(app);
      await readElsewhere(file);
      beside.push(await besideEnd());
      const busyEnd = await watchMain(app);
      if ((await load(page, file)) < 1000) throw new Error('the large file was not read');
      busy.push(await busyEnd());
      await app.close();
    }
  } finally {
    folder.remove();
  }
  // Timer resolution and a second busy core move the percentile by a few tenths.
  const figure = { value: median(busy), unit: 'ms', bound: 1.25 };
  const name = `load: main process while ${MEGABYTES} MB are read (p99 of event-loop delay)`;
  return [
    ratioRow({ ...figure, name, reference: median(idle), against: 'the same window, idle' }),
    ratioRow({
      ...figure,
      name: `${name}, the machine's part`,
      reference: median(beside),
      against: 'the same window, idle, while another process reads the file with the bare parser',
    }),
  ];
};
