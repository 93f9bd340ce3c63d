import { AppError } from '../../shared/errors';
import { PracticeClient } from '../gateways/practice/practice-client';
import { PracticeServer } from '../gateways/practice/practice-server';
import type { Log } from '../storage/log';
import { EXIT } from './output';
import type { Output } from './output';

interface PracticeOptions {
  dataDir: string;
  scenario: string | undefined;
  config: string | undefined;
  log: Log;
}

/** Serves until interrupted, and prints each site's address. Refuses while another practice server has the folder. */
export async function practice(
  { dataDir, scenario, config, log }: PracticeOptions,
  out: Output,
): Promise<number> {
  const running = await PracticeClient.find(dataDir);
  if (running) {
    running.close();
    throw new AppError(
      'busy',
      'A practice server already runs on this data folder; stop it, or give another folder with --data.',
    );
  }
  const server = new PracticeServer({ dataDir, log });
  await server.start();
  try {
    if (scenario !== undefined) await server.loadScenario(scenario);
    if (config !== undefined) await server.loadFile(config);
    const { sites } = server.runtime();
    if (out.json)
      out.object({
        sites: sites.map(({ name, state, bindings }) => ({
          name,
          state,
          urls: bindings.map(({ url }) => url),
          bindings: bindings.map(({ url, hostHeader, bindingInformation }) => ({
            bindingInformation,
            url,
            ...(hostHeader === undefined ? {} : { hostHeader }),
          })),
        })),
      });
    else {
      out.line(`IIS Switchboard practice server, configuration ${server.configPath}`);
      const wide = Math.max(0, ...sites.map(({ name }) => name.length));
      for (const { name, state, bindings } of sites)
        for (const { url, hostHeader, note, bindingInformation } of bindings)
          out.line(
            `  ${name.padEnd(wide)}  ${state.padEnd(8)} ${url ?? `nothing listens on ${bindingInformation}`}${url !== null && hostHeader !== undefined ? ` with Host: ${hostHeader}` : ''}${note ? ` (${note})` : ''}`,
          );
      out.line('Stop it with Ctrl+C.');
    }
    await interrupted();
  } finally {
    await server.stop();
  }
  return EXIT.good;
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}
