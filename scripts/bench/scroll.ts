import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { makeConfig } from '../make-config.mjs';
import { freshFolder, openEmpty, openProduct, writeEmptyApp } from './window';
import { absoluteRow, median } from './row';
import type { Bench } from './row';

const ROWS = 10_000;
const BOUND_MS = 50;
const RUNS = 5;

interface Scrolled {
  longest: number;
  count: number;
  lastRow: number;
}

/** 400 px a frame for 600 frames, twenty jumps, then the whole way down; answers the long tasks of all that. */
export function scrollThrough(page: Page, scroller: string): Promise<Scrolled> {
  return page.evaluate<Scrolled>(`(async () => {
    const box = ${scroller};
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)));
    observer.observe({ type: 'longtask' });
    for (let step = 0; step < 600; step += 1) { box.scrollTop += 400; await frame(); }
    for (let jump = 0; jump < 20; jump += 1) {
      box.scrollTop = ((jump * 7919) % 100) / 100 * box.scrollHeight;
      await frame(); await frame();
    }
    box.scrollTop = 0;
    await frame();
    const step = Math.max(400, box.scrollHeight / 300);
    for (let n = 0; n < 400 && box.scrollTop + box.clientHeight < box.scrollHeight - 1; n += 1) { box.scrollTop += step; await frame(); }
    for (let wait = 0; wait < 120; wait += 1) await frame();
    observer.disconnect();
    const rows = [...box.querySelectorAll('[aria-rowindex]')].map((row) => Number(row.getAttribute('aria-rowindex')));
    return { longest: Math.max(0, ...tasks), count: tasks.length, lastRow: Math.max(0, ...rows) };
  })()`);
}

async function product(dir: string): Promise<Scrolled> {
  const file = path.join(dir, 'many.config');
  writeFileSync(file, makeConfig({ sites: ROWS, pools: ROWS, feature: true }));
  const { app, page } = await openProduct(path.join(dir, 'data'));
  try {
    await page.waitForSelector('main h1');
    await page.evaluate(`(async () => {
      const added = await window.switchboard.invoke('servers.addFile', { path: ${JSON.stringify(file)} });
      if (!added.ok) throw new Error(added.error.message);
      await window.switchboard.invoke('servers.overview', { serverId: added.data.id });
      location.hash = '#/' + added.data.id + '/inventory';
    })()`);
    await page.waitForSelector('[role="grid"] [role="row"][aria-rowindex="3"]', { timeout: 60_000 });
    await page.waitForTimeout(3000);
    return await scrollThrough(
      page,
      `[...document.querySelectorAll('main *')].find((element) => element.scrollHeight > 100000 && getComputedStyle(element).overflowY !== 'visible')`,
    );
  } finally {
    await app.close();
  }
}

async function empty(dir: string): Promise<Scrolled> {
  writeEmptyApp(dir);
  const { app, page } = await openEmpty(dir);
  try {
    await page.evaluate(`(() => {
      const box = document.createElement('div');
      box.id = 'box';
      box.style.cssText = 'height:90vh;overflow:auto';
      const tall = document.createElement('div');
      tall.style.height = '${ROWS * 32}px';
      box.append(tall);
      document.body.append(box);
    })()`);
    return await scrollThrough(page, "document.getElementById('box')");
  } finally {
    await app.close();
  }
}

/** Sites & pools with 10,000 rows: no long task over 50 ms, and the last row is reached. */
export const scroll: Bench = async () => {
  const longest: number[] = [];
  const blanks: number[] = [];
  const missed: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const folder = freshFolder();
    try {
      blanks.push((await empty(folder.dir)).longest);
      const measured = await product(folder.dir);
      longest.push(measured.longest);
      missed.push(ROWS + 1 - measured.lastRow);
    } finally {
      folder.remove();
    }
  }
  return [
    absoluteRow({
      name: 'scroll: longest task in 10,000 rows',
      value: median(longest),
      unit: 'ms',
      reference: median(blanks),
      against: 'the same scrolling on an empty page',
      bound: BOUND_MS,
    }),
    absoluteRow({
      name: 'scroll: rows not reached at the end',
      value: Math.max(...missed),
      unit: 'rows',
      reference: 0,
      against: 'all of them',
      bound: 0,
    }),
  ];
};
