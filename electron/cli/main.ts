import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { AppError } from '../../shared/errors';
import type { ConfigTarget } from '../../shared/model/common';
import type { OpenServer } from '../servers/open-server';
import { defaultDataDir } from '../storage/data-dir';
import { createLog } from '../storage/log';
import { version } from '../version';
import { applyNow, readChanges } from './apply';
import { evidence } from './evidence';
import type { EvidenceFormat } from '../evidence/write';
import { inspect } from './inspect';
import { journal, restore, undo } from './journal';
import { addLoadCommand } from './load-command';
import { logs } from './logs';
import type { LogsOptions } from './logs';
import { openServer } from './open';
import { EXIT, fail, stdoutOutput } from './output';
import { plan } from './plan';
import { practice } from './practice';
import { printRecipes, recipe } from './recipe';
import { set } from './set';
import { addSocketCommand } from './socket-command';

// A reader that has seen enough (`| head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const many = (value: string, all: string[]): string[] => [...all, value];

function whole(most: number): (text: string) => number {
  return (text) => {
    const value = Number(text.replaceAll(',', ''));
    if (!/^[\d,]{1,13}$/.test(text) || value < 1 || value > most)
      throw new InvalidArgumentError(`Give a whole number from 1 to ${most}.`);
    return value;
  };
}

interface Common {
  json?: true;
  data: string;
}

/** Runs one command and keeps its exit code; whatever is thrown becomes one sentence and exit code 2. */
function run<O extends { json?: true }>(body: (options: O) => Promise<number>) {
  return async (options: O): Promise<void> => {
    try {
      process.exitCode = await body(options);
    } catch (error) {
      process.exitCode = fail(options.json === true, error);
    }
  };
}

function targetOf(options: { pool?: string; site?: string; server?: true | string }): ConfigTarget {
  const given = [options.pool !== undefined, options.site !== undefined, options.server === true].filter(
    Boolean,
  ).length;
  if (given !== 1)
    throw new AppError(
      'bad-request',
      'Say whose setting it is: one of --pool NAME, --site NAME and --server.',
    );
  if (options.pool !== undefined) return { kind: 'pool', pool: options.pool };
  return options.site !== undefined ? { kind: 'site', site: options.site } : { kind: 'server' };
}

/**
 * `--server` of `set` is a flag ("its own settings") or names a computer. A word with "=" is an assignment that the
 * parser took for the name: no computer's name has one.
 */
function splitServer(
  server: true | string | undefined,
  given: string[],
): { computer: string | undefined; assignments: string[] } {
  if (typeof server !== 'string') return { computer: undefined, assignments: given };
  return server.includes('=')
    ? { computer: undefined, assignments: [server, ...given] }
    : { computer: server, assignments: given };
}

function addCommon(command: Command): Command {
  return command
    .option('--json', 'print one JSON object')
    .option('--data <dir>', 'the data folder, shared with the window', defaultDataDir());
}

function addWhich(command: Command): Command {
  return addCommon(command)
    .option('--practice', 'the practice server: the running one, or one of its own')
    .option('--config <file>', 'an applicationHost.config on disk');
}

const program = new Command('switchboard')
  .description("Makes WebSockets work on IIS, shows why they don't, and proves it with a live socket.")
  .version(version)
  .exitOverride()
  .showHelpAfterError('(switchboard --help shows the commands)');

const SERVER = 'a computer with IIS, through PowerShell; "." is this one';

const ONE_OF = 'say which server: --practice, --config FILE or --server NAME';

type OnServer = Common & {
  practice?: true;
  config?: string;
  server?: string | undefined;
  web?: string[];
  unlock?: true;
  preview?: true;
};

type Work = (server: OpenServer) => Promise<number>;

/** Opens the one server, unlocks it if that was asked for, and closes it again whatever comes. */
async function onOpened(options: OnServer, work: Work): Promise<number> {
  const { server, close } = await openServer(options, options.data, createLog(options.data), version);
  try {
    const { real } = server.session.gateway;
    if (real && options.unlock) real.unlocked = true;
    return await work(server);
  } finally {
    await close();
  }
}

const onServer = (options: OnServer, work: Work): Promise<void> =>
  run<OnServer>(() => onOpened(options, work))(options);

addWhich(program.command('inspect'))
  .option('--server <name>', SERVER)
  .description(
    'judge whether WebSockets work, site by site: exit 0 when all are ready, 1 when one is not or it cannot be told, 2 when the server cannot be read',
  )
  .option('--web <path=file>', 'a web.config and the IIS path it belongs to (repeatable)', many, [])
  .option('--site <name>', 'only this site')
  .action((options: OnServer & { site?: string }) =>
    onServer(options, (server) => inspect(server, options.site, stdoutOutput(options.json === true))),
  );

addWhich(program.command('plan'))
  .option('--server <name>', SERVER)
  .description(
    'say which ceilings an expected number of sockets breaks, what raises them and how long a socket lives; writes nothing: exit 0 when so many can be open, 1 when not or when it cannot be told',
  )
  .requiredOption('--site <name>', 'the site that is to hold them')
  .requiredOption('--sockets <number>', 'how many sockets are expected', whole(4_294_967_295))
  .option('--application <path>', 'its application', '/')
  .option('--hop <seconds>', 'a proxy in front cuts after so much silence', whole(604_800))
  .option('--web <path=file>', 'a web.config and the IIS path it belongs to (repeatable)', many, [])
  .action((options: OnServer & { site: string; sockets: number; application: string; hop?: number }) =>
    onServer(options, (server) =>
      plan(
        server,
        {
          site: options.site,
          application: options.application,
          sockets: options.sockets,
          hopS: options.hop ?? null,
        },
        stdoutOutput(options.json === true),
      ),
    ),
  );

addWhich(program.command('evidence'))
  .option('--server <name>', SERVER)
  .description(
    'print readiness and limits of a site for a ticket; with an earlier evidence what changed, too',
  )
  .requiredOption('--site <name>', 'the site')
  .option('--application <path>', 'its application', '/')
  .addOption(
    new Option('--format <form>', 'the form').choices(['markdown', 'html', 'json']).default('markdown'),
  )
  .option('--before <file>', 'an earlier evidence, made with --format json')
  .option('--web <path=file>', 'a web.config and the IIS path it belongs to (repeatable)', many, [])
  .action(
    (options: OnServer & { site: string; application: string; format: EvidenceFormat; before?: string }) =>
      onServer(options, (server) =>
        evidence(
          server,
          {
            site: options.site,
            application: options.application,
            format: options.json === true ? 'json' : options.format,
            before: options.before,
          },
          (text) => void process.stdout.write(text),
        ),
      ),
  );

addWhich(program.command('set'))
  .description('change settings: shows the diff, writes unless --preview')
  .argument('[setting=value...]', 'for example limits.maxConnections=5000')
  .option('--pool <name>', 'of this application pool')
  .option('--site <name>', 'of this site')
  .option(
    '--server [name]',
    `of the server itself; with a name: ${SERVER} (with neither --pool nor --site: its own settings)`,
  )
  .option('--preview', 'write nothing')
  .option('--unlock', 'let a real server be written; without it it is only looked at')
  .action(
    (
      given: string[],
      options: Common & {
        practice?: true;
        config?: string;
        pool?: string;
        site?: string;
        server?: true | string;
        preview?: true;
        unlock?: true;
      },
    ) =>
      run(async () => {
        const { computer, assignments } = splitServer(options.server, given);
        const itself =
          options.server !== undefined && options.pool === undefined && options.site === undefined;
        const target = targetOf({ ...options, ...(itself ? { server: true } : {}) });
        return onOpened({ ...options, server: computer }, (server) => {
          if (assignments.length === 0)
            throw new AppError('bad-request', 'Say what to set, for example limits.maxConnections=5000.');
          const preview = options.preview === true;
          return set(server, target, assignments, { preview }, stdoutOutput(options.json === true));
        });
      })(options),
  );

addWhich(program.command('apply'))
  .description(
    `apply the changes of a file, as the window would: preview, copy, one commit, read back; ${ONE_OF}`,
  )
  .argument('<changes.json>', '{"changes": […]}, each as the window keeps them')
  .option('--server <name>', SERVER)
  .option('--preview', 'write nothing')
  .option('--unlock', 'let a real server be written; without it it is only looked at')
  .action((path: string, options: OnServer) =>
    onServer(options, async (server) =>
      applyNow(
        server,
        await readChanges(path),
        { preview: options.preview === true },
        stdoutOutput(options.json === true),
      ),
    ),
  );

addWhich(program.command('recipe'))
  .description(
    `place a hosting recipe in an application: shows what it needs, its files and the diff; ${ONE_OF}. Without a name: list them. Exit 1: what it needs is not there`,
  )
  .argument('[name]', 'of the recipe')
  .argument('[parameter=value...]', 'what to fill in; what is not given has its default')
  .option('--server <name>', SERVER)
  .option('--site <name>', 'the site')
  .option('--app <path>', 'another application of it than its root', '/')
  .option('--preview', 'write nothing')
  .option('--remove', 'take a temporary one away again')
  .option('--out <dir>', 'save its files in this folder, too')
  .option('--unlock', 'let a real server be written; without it it is only looked at')
  .action(
    (
      name: string | undefined,
      assignments: string[],
      options: OnServer & { site?: string; app: string; remove?: true; out?: string },
    ) => {
      const out = stdoutOutput(options.json === true);
      if (name === undefined) return run(() => Promise.resolve(printRecipes(out)))(options);
      return onServer(options, (server) =>
        recipe(
          server,
          name,
          {
            site: options.site,
            application: options.app,
            assignments,
            preview: options.preview === true,
            remove: options.remove === true,
            out: options.out,
          },
          out,
        ),
      );
    },
  );

addWhich(program.command('journal'))
  .description(`print every change ever applied, oldest first; ${ONE_OF}`)
  .option('--server <name>', SERVER)
  .option('--markdown', 'print it for a change ticket')
  .action((options: OnServer & { markdown?: true }) =>
    onServer(options, (server) =>
      journal(server, options.markdown === true, stdoutOutput(options.json === true)),
    ),
  );

addWhich(program.command('undo'))
  .description(`take a change back: the values that nobody changed since; ${ONE_OF}`)
  .argument('[id]', 'of the journal; without it the last one that can be undone')
  .option('--server <name>', SERVER)
  .option('--preview', 'write nothing')
  .option('--unlock', 'let a real server be written; without it it is only looked at')
  .action((id: string | undefined, options: OnServer) =>
    onServer(options, (server) =>
      undo(server, id, { preview: options.preview === true }, stdoutOutput(options.json === true)),
    ),
  );

addWhich(program.command('restore'))
  .description(`put back the whole file from before an entry of the journal; ${ONE_OF}`)
  .argument('<id>', 'of the journal')
  .option('--server <name>', SERVER)
  .option('--name <name>', "the server's name, so that it is no slip; without it nothing is written")
  .option('--unlock', 'let a real server be written; without it it is only looked at')
  .action((id: string, options: OnServer & { name?: string }) =>
    onServer(options, (server) => restore(server, id, options.name, stdoutOutput(options.json === true))),
  );

addCommon(program.command('practice'))
  .description("run the practice server until interrupted and print each site's URL")
  .option('--scenario <name>', 'start from this scenario: typical-trouble or bare-server')
  .option('--config <file>', 'start from this configuration file')
  .action(
    run((options: Common & { scenario?: string; config?: string }) =>
      practice(
        {
          dataDir: options.data,
          scenario: options.scenario,
          config: options.config,
          log: createLog(options.data),
        },
        stdoutOutput(options.json === true),
      ),
    ),
  );

program
  .command('logs')
  .description(
    'read site logs and HTTPERR logs: handshakes, refusals, how long sockets lived, what ended them together',
  )
  .argument('<path...>', 'log files, and folders with all that is in them; .gz too')
  .option('--since <time>', 'only rows of this time and later: 2026-11-24 or 2026-11-24T03:00, in UTC')
  .option('--until <time>', 'only rows of this time and earlier; a day alone is the whole day')
  .option(
    '--status <codes>',
    'add up only rows of these statuses: 503, or 503.2,404; all lines are still counted',
  )
  .option('--json', 'print one JSON object')
  .action((paths: string[], options: LogsOptions & { json?: true }) =>
    run((given: LogsOptions & { json?: true }) => logs(paths, given, stdoutOutput(given.json === true)))(
      options,
    ),
  );

addSocketCommand(program, run);
addLoadCommand(program, run);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) process.exitCode = fail(process.argv.includes('--json'), error);
  // Commander has said its sentence already (on stderr); --help and --version are good ends.
  else if (error.exitCode === 0) process.exitCode = EXIT.good;
  else {
    if (process.argv.includes('--json'))
      fail(true, new AppError('bad-request', error.message.replace(/^error: /, '')));
    process.exitCode = EXIT.failed;
  }
}
