import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { makeLogs } from '../make-logs.mjs';
import { absoluteRow, median } from './row';
import type { Bench } from './row';
import { freshFolder, openProduct } from './window';

const BYTES = 1_000_000_000;
/** A log of some lines: what the window itself takes. */
const FEW_BYTES = 20_000;
const RUNS = 7;
const LIMIT_MS = 120_000;
/** Where the practice server looks for the logs of its first site. */
const SITE_LOGS = 'practice/drive/c/inetpub/logs/logfiles/w3svc1';
const SUMS = 'main li > button[aria-pressed] code';
const READING = '[role="progressbar"][aria-label="Reading the logs"]';

interface Scanned {
  /** From the press on "All" to the first sums painted. */
  firstMs: number;
  /** Of the window's tasks from the press until a second after the scan. */
  longest: number;
}

function logsOf(dataDir: string, bytes: number): void {
  const folder = path.join(dataDir, SITE_LOGS);
  mkdirSync(folder, { recursive: true });
  const made = makeLogs(path.join(dataDir, 'made'), { bytes });
  made.forEach((file, number) => renameSync(file, path.join(folder, `u_ex261124${10 + number}.log`)));
}

/** Presses "Last hour", then "All", and watches the page until all is read; the sums of before go with the press. */
const scan = (page: Page): Promise<Scanned> =>
  page.evaluate<Scanned>(`(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const press = (words) => [...document.querySelectorAll('main button')].find((one) => one.textContent === words).click();
    const until = (holds) => new Promise((done, fail) => {
      setTimeout(() => fail(new Error('the page did not come to ' + holds)), ${LIMIT_MS});
      const observer = new MutationObserver(() => look());
      const look = () => {
        if (!holds()) return;
        observer.disconnect();
        done();
      };
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      look();
    });
    const there = (selector) => document.querySelector(selector) !== null;
    press('Last hour');
    await frame();
    await frame();
    await until(() => !there(${JSON.stringify(READING)}));
    for (let wait = 0; wait < 60; wait += 1) await frame();
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)));
    observer.observe({ type: 'longtask' });
    const begun = performance.now();
    press('All');
    await until(() => !there(${JSON.stringify(SUMS)}));
    await until(() => there(${JSON.stringify(SUMS)}));
    await frame();
    await frame();
    const firstMs = performance.now() - begun;
    await until(() => !there(${JSON.stringify(READING)}));
    for (let wait = 0; wait < 60; wait += 1) await frame();
    observer.disconnect();
    return { firstMs, longest: Math.max(0, ...tasks) };
  })()`);

async function measured(bytes: number): Promise<Scanned> {
  const folder = freshFolder();
  try {
    logsOf(folder.dir, bytes);
    const { app, page } = await openProduct(folder.dir);
    try {
      await page.waitForSelector('main h1');
      await page.evaluate(`location.hash = '#/practice/logs'`);
      await page.waitForSelector('main [aria-label="Stretch of time"]', { timeout: 60_000 });
      await page.waitForSelector(READING, { state: 'detached', timeout: 60_000 });
      const runs: Scanned[] = [];
      for (let run = -1; run < RUNS; run += 1) {
        const one = await scan(page);
        if (run >= 0) runs.push(one);
      }
      return {
        firstMs: median(runs.map(({ firstMs }) => firstMs)),
        longest: median(runs.map(({ longest }) => longest)),
      };
    } finally {
      await app.close();
    }
  } finally {
    folder.remove();
  }
}

/** 1 GB of log read on the page Logs: how soon it shows something, and whether the window stays awake meanwhile. */
export const logsWindow: Bench = async () => {
  const few = await measured(FEW_BYTES);
  const all = await measured(BYTES);
  const against = 'the same on a log of some lines';
  return [
    absoluteRow({
      name: 'logs: first sums on the page, 1 GB',
      value: all.firstMs,
      unit: 'ms',
      reference: few.firstMs,
      against,
      bound: 200,
    }),
    absoluteRow({
      name: 'logs: longest task of the window while 1 GB is read',
      value: all.longest,
      unit: 'ms',
      reference: few.longest,
      against,
      bound: 50,
    }),
  ];
};
