import { existsSync } from 'node:fs';
import { createWindowsBox } from '../../e2e/powershell/windows-box';
import { FileCollector } from '../../electron/gateways/powershell/read-files';
import { Lane } from '../../electron/gateways/powershell/lane';
import { LaneShell } from '../../electron/gateways/powershell/lane-shell';
import { readConfiguration } from '../../electron/gateways/powershell/scripts/read-configuration';
import { findShell } from '../../electron/gateways/powershell/shell-command';
import { ShellProcess } from '../../electron/gateways/powershell/shell-process';
import { makeConfig } from '../make-config.mjs';
import { bareCommand } from './bare-command';
import { median, ratioRow } from './row';
import type { Bench } from './row';

const WARM_UP = 2;
const RUNS = 7;

/** A whole server's text through the lane and put together here, against the same script run by hand in that process. */
export const oneTrip: Bench = async () => {
  const box = await createWindowsBox({
    config: makeConfig({ sites: 1000, pools: 1000, bytes: 0, feature: true }),
  });
  const { platform, arch } = process;
  const command = findShell({ platform, arch, env: box.env, exists: existsSync });
  if (!command) throw new Error('no PowerShell engine');
  const shell = new ShellProcess(command);
  const lane = new Lane({ open: () => new LaneShell(shell, 1e9), idleMs: 60_000, startLimitMs: 60_000 });
  const ours: number[] = [];
  const bare: number[] = [];
  try {
    for (let run = -WARM_UP; run < RUNS; run += 1) {
      const begun = performance.now();
      const collector = new FileCollector();
      await lane.run({
        script: readConfiguration.name,
        text: readConfiguration.text,
        args: { endpoints: [] },
        target: null,
        limitMs: 120_000,
        takePart: (part) => collector.take(readConfiguration.part.parse(part)),
        takeDone: (done) => readConfiguration.done.parse(done),
      });
      if (collector.result().files.applicationHost.bytes.length < 500_000)
        throw new Error('the configuration was not read');
      const between = performance.now();
      await bareCommand(shell, `$null = @(Swb-read-configuration -Json '{"endpoints":[]}')`);
      if (run < 0) continue;
      ours.push(between - begun);
      bare.push(performance.now() - between);
    }
  } finally {
    await lane.close();
    await box.dispose();
  }
  return [
    ratioRow({
      name: 'powershell: 1,000 sites and 1,000 pools in one trip',
      value: median(ours),
      unit: 'ms',
      reference: median(bare),
      against: 'the same script by hand in the same process',
      bound: 1.5,
    }),
  ];
};
