import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { absoluteRow, median } from './row';
import type { Bench } from './row';
import { scrollThrough } from './scroll';
import { freshFolder, openEmpty, openProduct, root, writeEmptyApp } from './window';

const FRAMES = 1_000_000;
const FLOOD = 20_000_000;
const CLICKS = 15;
const SEARCHES = 5;

interface Figures {
  longest: number;
  rowsLeft: number;
  searchMs: number;
  clickMs: number;
}

/** The flooding server of the sockets bench, in a process of its own. */
async function serve(): Promise<{ process: ChildProcess; url: string }> {
  const script = path.join(root, 'out/bench/sockets-child.mjs');
  const server = spawn(process.execPath, [script, 'serve'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve, reject) => {
    server.stdout.once('data', (bytes: Buffer) =>
      resolve((JSON.parse(bytes.toString()) as { port: number }).port),
    );
    server.once('exit', (code) => reject(new Error(`the server ended with ${code ?? 'a signal'}`)));
  });
  return { process: server, url: `ws://127.0.0.1:${port}/flood` };
}

/** Opens the Tester on a socket that gets so many frames; answers its id. */
async function flooded(page: Page, url: string, frames: number): Promise<string> {
  const sessionId = await page.evaluate<string>(`(async () => {
    const listed = await window.switchboard.invoke('servers.list', {});
    const serverId = listed.data.servers.find(({ kind }) => kind === 'practice').id;
    const made = await window.switchboard.invoke('tester.connect',
      { url: ${JSON.stringify(`${url}?${frames}`)}, subprotocols: [], headers: [], timeoutMs: 30000, keepMb: 512 });
    if (!made.ok) throw new Error(made.error.message);
    sessionStorage.setItem('tester-session:' + serverId, made.data.sessionId);
    location.hash = '#/' + serverId + '/tester';
    return made.data.sessionId;
  })()`);
  await page.waitForSelector('[role="grid"] [role="gridcell"]', { timeout: 60_000 });
  return sessionId;
}

/** ms until every kept frame is looked through for an expression. */
const search = (page: Page, sessionId: string, run: number): Promise<number> =>
  page.evaluate<number>(`(async () => {
    const ask = async (name, input) => {
      const reply = await window.switchboard.invoke(name, { sessionId: ${JSON.stringify(sessionId)}, ...input });
      if (!reply.ok) throw new Error(reply.error.message);
      return reply.data;
    };
    const begun = performance.now();
    const filter = { text: '^x{20,}y?${run}?x+$', as: 'regex', matchCase: true, direction: null, opcodes: [] };
    await ask('tester.search', { filter });
    for (;;) {
      const state = await ask('tester.state', {});
      if (state.search.scanned >= ${FRAMES}) {
        const took = performance.now() - begun;
        if (state.search.matches !== ${FRAMES}) throw new Error(state.search.matches + ' frames matched');
        await ask('tester.endSearch', {});
        return took;
      }
    }
  })()`);

/** ms from a click to the frame painted after it, the middle of many. */
const clicks = (page: Page, button: string): Promise<number> =>
  page.evaluate<number>(`(async () => {
    const times = [];
    for (let n = 0; n < ${CLICKS}; n += 1) {
      await new Promise((done) => setTimeout(done, 150));
      const button = ${button};
      const begun = performance.now();
      const before = button.textContent;
      button.click();
      do await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      while (button.textContent === before && performance.now() - begun < 5000);
      times.push(performance.now() - begun);
    }
    return times.sort((a, b) => a - b)[${Math.floor(CLICKS / 2)}];
  })()`);

async function product(dir: string, url: string): Promise<Figures> {
  const { app, page } = await openProduct(path.join(dir, 'data'));
  try {
    await page.waitForSelector('main h1');
    const sessionId = await flooded(page, url, FRAMES);
    // A selector: the page's policy lets nobody evaluate text in it.
    await page.waitForSelector(`[role="grid"][aria-rowcount="${FRAMES + 1}"]`, { timeout: 120_000 });
    await page.waitForTimeout(2000);
    const times: number[] = [];
    for (let run = 0; run < SEARCHES; run += 1) times.push(await search(page, sessionId, run));
    await page.locator('button[aria-pressed="true"]', { hasText: 'Following' }).click();
    const scrolled = await scrollThrough(page, `document.querySelector('[role="grid"]')`);
    await page.evaluate(
      `window.switchboard.invoke('tester.dispose', { sessionId: ${JSON.stringify(sessionId)} })`,
    );
    await page.evaluate(`location.hash = location.hash.replace('/tester', '/readiness')`);
    await page.reload();
    await page.waitForSelector('main h1');
    await flooded(page, url, FLOOD);
    const clickMs = await clicks(
      page,
      `[...document.querySelectorAll('button')].find((one) => /^(Following|Paused)$/.test(one.textContent))`,
    );
    return {
      longest: scrolled.longest,
      rowsLeft: FRAMES + 1 - scrolled.lastRow,
      searchMs: median(times),
      clickMs,
    };
  } finally {
    await app.close();
  }
}

async function empty(dir: string): Promise<{ longest: number; clickMs: number }> {
  writeEmptyApp(dir);
  const { app, page } = await openEmpty(dir);
  try {
    await page.evaluate(`(() => {
      document.body.innerHTML = '<button>0</button><div id="box" style="height:90vh;overflow:auto"><div style="height:8000000px"></div></div>';
      const button = document.querySelector('button');
      button.onclick = () => { button.textContent = String(Number(button.textContent) + 1); };
    })()`);
    const { longest } = await scrollThrough(page, "document.getElementById('box')");
    return { longest, clickMs: await clicks(page, "document.querySelector('button')") };
  } finally {
    await app.close();
  }
}

/** A log of 1,000,000 frames, and a flood of as many as come: the window scrolls, finds and answers. */
export const frames: Bench = async () => {
  const server = await serve();
  const blank = freshFolder();
  const full = freshFolder();
  try {
    const reference = await empty(blank.dir);
    const ours = await product(full.dir, server.url);
    return [
      absoluteRow({
        name: 'frames: longest task scrolling 1,000,000 frames',
        value: ours.longest,
        unit: 'ms',
        reference: reference.longest,
        against: 'the same scrolling on an empty page',
        bound: 50,
      }),
      absoluteRow({
        name: 'frames: rows not reached at the end',
        value: ours.rowsLeft,
        unit: 'rows',
        reference: 0,
        against: 'all of them',
        bound: 0,
      }),
      absoluteRow({
        name: 'frames: filter 1,000,000 frames by an expression',
        value: ours.searchMs,
        unit: 'ms',
        reference: 1000,
        against: 'the bound itself',
        bound: 1000,
      }),
      absoluteRow({
        name: 'frames: a click during a flood',
        value: ours.clickMs,
        unit: 'ms',
        reference: reference.clickMs,
        against: 'a click on an empty page',
        bound: 100,
      }),
    ];
  } finally {
    server.process.kill();
    blank.remove();
    full.remove();
  }
};
