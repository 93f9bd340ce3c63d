import type { Command } from 'commander';
import { AppError } from '../../shared/errors';
import type { LoadRequest, LoadResult } from '../../shared/model/tester-runs';
import { visibleLine } from '../../shared/visible';
import { runLoad } from '../websocket/load/load-run';
import { loadTarget } from '../websocket/load/load-target';
import { isLoopback } from '../websocket/loopback';
import { type ConnectOptions, connectRequestOf } from './connect-options';
import { EXIT, stdoutOutput } from './output';
import { addConnecting, whole } from './socket-command';

interface LoadFlags extends ConnectOptions {
  connections: number;
  rate: number;
  hold: number;
  messages: number;
  bytes: number;
  yes?: string;
  json?: true;
}

type Run = <O extends { json?: true }>(
  body: (options: O) => Promise<number>,
) => (options: O) => Promise<void>;

/** `switchboard load`. */
export function addLoadCommand(program: Command, run: Run): void {
  addConnecting(program.command('load'))
    .description(
      'open many sockets and hold them; stops at the first that is refused or lost: exit 0 when all were opened and held, 1 when not',
    )
    .requiredOption('--connections <n>', 'how many sockets', whole(1, 200_000, 'numbers'))
    .option('--rate <r>', 'opened a second', whole(1, 100_000, 'numbers'), 50)
    .option('--hold <s>', 'seconds to hold them all', whole(0, 86_400, 'seconds'), 5)
    .option('--messages <m>', 'messages that each sends a second', whole(0, 10_000, 'numbers'), 0)
    .option('--bytes <b>', 'size of a message', whole(1, 1_000_000, 'bytes'), 64)
    .option('--yes <host>', 'the host, typed again: needed for any but this computer')
    .option('--json', 'print one JSON object')
    .action((url: string, flags: LoadFlags) =>
      run<LoadFlags>(async () => {
        const { connections, rate, hold, messages, bytes } = flags;
        const connect = await connectRequestOf({ ...flags, url });
        const request = { connect, connections, rate, holdS: hold, messages, bytes };
        needYes(request, flags.yes);
        return load(request, flags.json === true);
      })(flags),
    );
}

/** Where the connections really go counts. */
function needYes({ connect }: LoadRequest, yes: string | undefined): void {
  const { host } = loadTarget(connect);
  if (isLoopback(host) || yes?.toLowerCase() === host.toLowerCase()) return;
  throw new AppError(
    'action-refused',
    `A load can take ${host} down for everyone on it; say that you mean it with --yes ${host}.`,
  );
}

async function load(request: LoadRequest, json: boolean): Promise<number> {
  const output = stdoutOutput(json);
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop);
  try {
    const result = await runLoad(request, {
      signal: controller.signal,
      progress: ({ open, opened, sent, echoed }) => {
        if (!json && process.stderr.isTTY)
          process.stderr.write(`\r${open} open of ${opened} opened, ${echoed} of ${sent} echoed `);
      },
    });
    if (!json && process.stderr.isTTY) process.stderr.write('\n');
    if (json) output.object(result);
    else for (const line of lines(result)) output.line(visibleLine(line));
    return result.stopped === 'done' ? EXIT.good : EXIT.notGood;
  } finally {
    process.off('SIGINT', stop);
  }
}

function lines({
  opened,
  refused,
  lost,
  openPerSecond,
  latencyMs,
  ceiling,
  diagnosis,
}: LoadResult): string[] {
  const statuses = Object.entries(refused).map(([status, times]) => `${times} × ${status}`);
  const ms = (value: number): string => `${value.toFixed(2)} ms`;
  return [
    `opened ${opened} (${openPerSecond.toFixed(1)} a second), refused ${statuses.join(', ') || '0'}, lost ${lost}`,
    ...(latencyMs
      ? [
          `echo p50 ${ms(latencyMs.p50)}, p95 ${ms(latencyMs.p95)}, p99 ${ms(latencyMs.p99)}, max ${ms(latencyMs.max)}`,
        ]
      : []),
    ...(ceiling === null ? [] : [`ceiling ${ceiling}`]),
    diagnosis.sentence,
  ];
}
