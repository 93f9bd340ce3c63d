import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { NodePowerShellSession } from './node-powershell-session';
import { enginePath } from './testing/engine-path';
import { engineSession, misbehave, runs } from './testing/engine';

/** `npm run prove -- session` makes all of them; `npm test` a tenth. */
const full = Number(process.env['FC_RUNS'] ?? '1') > 1;
const COUNT = full ? 1000 : 100;
const TROUBLE = full
  ? { cancelled: 50, 'timed-out': 50, death: 20 }
  : { cancelled: 5, 'timed-out': 5, death: 2 };
const AT_ONCE = 6;

type Kind = 'answer' | keyof typeof TROUBLE;

/** Answers its own process id and the question. */
const question = {
  ...misbehave,
  name: 'question',
  text: [
    'param([string] $Json)',
    '$In = ConvertFrom-Json -InputObject $Json',
    'Write-SwbPart -Value $PID',
    "Write-SwbDone -Value ('answer to ' + $In.how)",
  ].join('\n'),
  part: z.number(),
};

/** Numbers from 0 up to `below`, the same ones each time (mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** What happens to each call: the troubles, spread among answers. */
function plan(random: (below: number) => number): Kind[] {
  const kinds = Array.from({ length: COUNT }, (): Kind => 'answer');
  for (const kind of ['cancelled', 'timed-out', 'death'] as const)
    for (let left = TROUBLE[kind]; left > 0;) {
      const at = random(COUNT);
      if (kinds[at] !== 'answer') continue;
      kinds[at] = kind;
      left -= 1;
    }
  return kinds;
}

/** Processes that carry the mark in their environment, whoever has started them. */
function marked(mark: string): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => {
    try {
      return (
        runs(pid) && pid !== process.pid && readFileSync(`/proc/${pid}/environ`, 'latin1').includes(mark)
      );
    } catch {
      return false;
    }
  });
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  return process.memoryUsage().heapUsed;
}

async function ask(session: NodePowerShellSession, kind: Kind, index: number, pids: Set<number>) {
  const lane = index % 5 === 0 ? 'long' : 'quick';
  if (kind === 'answer') {
    const onPart = (pid: number) => void pids.add(pid);
    const answer = await session.run({ ...question, lane }, { how: String(index) }, { onPart });
    return answer === `answer to ${index}` ? kind : `wrong: ${String(answer)}`;
  }
  const abort = new AbortController();
  if (kind === 'cancelled') setTimeout(() => abort.abort(), 30 + (index % 7) * 40);
  const how = kind === 'death' ? 'death' : 'child';
  const options = { signal: abort.signal, ...(kind === 'timed-out' ? { limitMs: 200 } : {}) };
  return session.run({ ...misbehave, lane }, { how }, options).then(
    () => 'answered',
    (error: unknown) => {
      const { code } = z.object({ code: z.string() }).parse(error);
      return code === 'powershell-died' ? 'death' : code;
    },
  );
}

it.runIf(process.platform === 'linux')(
  'each answer belongs to its question, whatever ends beside it; nothing is left and nothing grows',
  async () => {
    const mark = `SWB_ENDURANCE=${randomUUID()}`;
    const [name, value] = mark.split('=');
    const session = engineSession({
      env: { ...process.env, SWITCHBOARD_POWERSHELL: enginePath(), [name ?? '']: value },
    });
    const pids = new Set<number>();
    const kinds = plan(seeded(4));
    const outcomes: string[] = [];
    const heaps: number[] = [];
    let next = 0;
    const worker = async () => {
      for (let index = next++; index < COUNT; index = next++) {
        outcomes[index] = await ask(session, kinds[index] ?? 'answer', index, pids);
        if (index % (COUNT / 10) === 0) heaps.push(heapUsed());
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    expect(outcomes).toEqual(kinds);
    expect(marked(mark).length).toBeGreaterThan(0);
    await session.dispose();
    expect(marked(mark)).toEqual([]);
    expect(pids.size).toBeGreaterThan(TROUBLE.death);
    expect([...pids].filter(runs)).toEqual([]);
    // From the second tenth on, when all code is there.
    expect((heaps.at(-1) ?? 0) - (heaps[1] ?? 0)).toBeLessThan(20_000_000);
  },
  full ? 900_000 : 180_000,
);

/** Bytes its managed heap holds after a full collection: what a process takes besides is the collector's own choice. */
const heap = {
  ...misbehave,
  name: 'heap',
  text: 'param([string] $Json)\nWrite-SwbDone -Value ([System.GC]::GetTotalMemory($true))',
  done: z.number(),
};

it(
  'a process that answers thousands of calls does not grow',
  async () => {
    const session = engineSession();
    const heldAfter = async (count: number) => {
      for (let index = 0; index < count; index += 1)
        await session.run(question, { how: `${index}`.padEnd(10_000, 'x') });
      return session.run(heap, { how: '' });
    };
    const settled = await heldAfter(300);
    const grown = (await heldAfter(full ? 10_000 : 1000)) - settled;
    await session.dispose();
    // Each request is a line of 13,000 characters: kept, a thousand of them are 27 MB, in PowerShell's history or here.
    expect(grown).toBeLessThan(3_000_000);
  },
  full ? 900_000 : 60_000,
);
