import { existsSync } from 'node:fs';
import { Lane } from '../../electron/gateways/powershell/lane';
import { LaneShell } from '../../electron/gateways/powershell/lane-shell';
import { findShell } from '../../electron/gateways/powershell/shell-command';
import { ShellProcess } from '../../electron/gateways/powershell/shell-process';
import { bareCommand } from './bare-command';
import { median, ratioRow } from './row';
import type { Bench } from './row';

const WARM_UP = 400;
const RUNS = 600;

/** The least a script can do that still is one. */
const TRIVIAL = 'param([string] $Json)\nWrite-SwbDone -Value 1';

function started(): ShellProcess {
  const { platform, arch, env } = process;
  const command = findShell({ platform, arch, env, exists: existsSync });
  if (!command) throw new Error('no PowerShell engine');
  return new ShellProcess(command);
}

/** A trivial call through the lane, framed, checked and timed, against the pipe it runs over. */
export const powershell: Bench = async () => {
  const shell = started();
  const lane = new Lane({ open: () => new LaneShell(shell, 1e9), idleMs: 60_000, startLimitMs: 60_000 });
  const call = {
    script: 'trivial',
    text: TRIVIAL,
    args: {},
    target: null,
    limitMs: 60_000,
    takePart: () => {},
    takeDone: (value: unknown) => value,
  };
  const calls: number[] = [];
  const bare: number[] = [];
  for (let run = -WARM_UP; run < RUNS; run += 1) {
    const begun = performance.now();
    await lane.run(call);
    const between = performance.now();
    await bareCommand(shell, '$null');
    if (run < 0) continue;
    calls.push(between - begun);
    bare.push(performance.now() - between);
  }
  await lane.close();
  return [
    ratioRow({
      name: 'powershell: a trivial warm call',
      value: median(calls),
      unit: 'ms',
      reference: median(bare),
      against: 'a line to the same process by hand and a line back',
      bound: 3,
    }),
  ];
};
