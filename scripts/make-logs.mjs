// Makes W3C site logs as IIS writes them, the same for the same seed: for the bench, for trying.
// node scripts/make-logs.mjs DIR [--megabytes N] [--sites N] [--seed N]
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { argv, stderr } from 'node:process';
import { parseArgs } from 'node:util';

const HEAD = [
  '#Software: Microsoft Internet Information Services 10.0',
  '#Version: 1.0',
  '#Date: 2026-11-24 00:00:00',
  '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken',
  '',
].join('\r\n');

const AGENTS = [
  'Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64)+AppleWebKit/537.36+(KHTML,+like+Gecko)+Chrome/131.0.0.0+Safari/537.36',
  'Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64)+AppleWebKit/537.36+(KHTML,+like+Gecko)+Chrome/131.0.0.0+Safari/537.36+Edg/131.0.0.0',
  'Mozilla/5.0+(Macintosh;+Intel+Mac+OS+X+10_15_7)+AppleWebKit/605.1.15+(KHTML,+like+Gecko)+Version/18.1+Safari/605.1.15',
  'Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64;+rv:132.0)+Gecko/20100101+Firefox/132.0',
  'health-probe/2.1',
];
const PAGES = [
  '/',
  '/index.html',
  '/api/rooms',
  '/api/messages',
  '/api/users/me',
  '/css/site.css',
  '/js/app.js',
  '/img/logo.png',
];
const SOCKETS = ['/chat', '/hub', '/socket.io/', '/feed/live'];
const REFUSALS = [
  '400 11 0',
  '400 0 0',
  '401 2 5',
  '403 4 5',
  '404 0 2',
  '426 0 0',
  '500 19 33',
  '501 0 50',
  '502 3 12029',
  '502 5 0',
  '503 0 0',
  '503 2 0',
];

/** Lines in a step: one write to the disk. */
const STEP = 4096;

/** A small generator (mulberry32): numbers in [0, 1), the same for the same seed. */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const two = (value) => (value < 10 ? `0${value}` : `${value}`);

function stampOf(second) {
  const at = second % 86_400;
  const day = 24 + Math.floor(second / 86_400);
  return `2026-11-${two(day)} ${two(Math.floor(at / 3600))}:${two(Math.floor(at / 60) % 60)}:${two(at % 60)}`;
}

/** Endings of a line: status, substatus, Windows status, time taken. */
function ending(random, socket) {
  if (socket) {
    if (random() < 0.08)
      return `${REFUSALS[Math.floor(random() * REFUSALS.length)]} ${Math.floor(random() * 90)}`;
    // Most live some minutes, a part is cut by a time-out of 120 s.
    const life =
      random() < 0.3 ? 120_000 + Math.floor(random() * 40) : Math.floor(-Math.log(1 - random()) * 400_000);
    return `101 0 ${random() < 0.5 ? 0 : 64} ${life}`;
  }
  const kind = random();
  const taken = Math.floor(-Math.log(1 - random()) * 60);
  if (kind < 0.86) return `200 0 0 ${taken}`;
  if (kind < 0.97) return `304 0 0 ${taken}`;
  if (kind < 0.985) return `302 0 0 ${taken}`;
  return kind < 0.996 ? `404 0 2 ${taken}` : `500 0 0 ${taken}`;
}

function lineOf(random, site, second) {
  const socket = random() < 0.01;
  const list = socket ? SOCKETS : PAGES;
  const stem = list[Math.floor(random() * list.length)];
  const query =
    socket || random() < 0.25
      ? `id=${Math.floor(random() * 1e9).toString(36)}&transport=${socket ? 'websocket' : 'none'}`
      : '-';
  const number = Math.floor(random() * 4000);
  const client = `10.${20 + (number >> 8)}.${number & 255}.${1 + (number % 250)}`;
  const agent = AGENTS[Math.floor(random() * AGENTS.length)];
  const referer = random() < 0.5 ? '-' : `https://shop${site}.example/pages/list?page=${number}`;
  return `${stampOf(second)} 10.1.0.${site} GET ${stem} ${query} 443 - ${client} ${agent} ${referer} ${ending(random, socket)}\r\n`;
}

/**
 * Writes `bytes` of log for `sites` sites into folders as IIS names them (W3SVC1\u_ex261124.log), default fields, one
 * per cent handshakes. Answers the files, largest sizes within a step of each other.
 */
export function makeLogs(dir, { bytes, sites = 10, seed = 20_261_124 }) {
  const random = randomOf(seed);
  const files = [];
  for (let site = 1; site <= sites; site += 1) {
    const folder = path.join(dir, `W3SVC${site}`);
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, 'u_ex261124.log');
    files.push(file);
    const handle = openSync(file, 'w');
    const share = bytes / sites;
    let written = writeSync(handle, HEAD);
    while (written < share) {
      const text = [];
      for (let line = 0; line < STEP; line += 1)
        text.push(lineOf(random, site, Math.floor(((written + line * 220) / share) * 86_000)));
      written += writeSync(handle, text.join(''));
    }
    closeSync(handle);
  }
  return files;
}

if (argv[1] && path.basename(argv[1]) === 'make-logs.mjs') {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { megabytes: { type: 'string' }, sites: { type: 'string' }, seed: { type: 'string' } },
  });
  const [dir] = positionals;
  if (!dir) {
    stderr.write('Say where: node scripts/make-logs.mjs DIR [--megabytes N] [--sites N] [--seed N]\n');
    process.exitCode = 2;
  } else {
    const bytes = Number(values.megabytes ?? 100) * 1_000_000;
    makeLogs(dir, { bytes, sites: Number(values.sites ?? 10), seed: Number(values.seed ?? 20_261_124) });
  }
}
