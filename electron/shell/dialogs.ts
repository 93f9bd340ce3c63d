import { BrowserWindow, clipboard, dialog, shell } from 'electron';
import type { z } from 'zod';
import { contract } from '../../shared/contract';
import type { CallInput, CallOutput, ShellCallName } from '../../shared/contract';
import { AppError, toErrorData } from '../../shared/errors';
import type { Reply } from '../../shared/wire';

type Handlers = { [N in ShellCallName]: (input: CallInput<N>) => Promise<CallOutput<N>> };
const inputs: { [N in ShellCallName]: { input: z.ZodType<CallInput<N>> } } = contract;

function handlers(dataDir: string): Handlers {
  return {
    async 'shell.pickConfig'() {
      const options = {
        title: 'Open a configuration',
        filters: [
          { name: 'IIS configuration', extensions: ['config', 'xml'] },
          { name: 'All files', extensions: ['*'] },
        ],
        properties: ['openFile' as const],
      };
      const window = BrowserWindow.getAllWindows()[0];
      const { filePaths } = await (window
        ? dialog.showOpenDialog(window, options)
        : dialog.showOpenDialog(options));
      return { path: filePaths[0] ?? null };
    },
    'shell.copy'({ text }) {
      clipboard.writeText(text);
      return Promise.resolve({});
    },
    async 'shell.showDataFolder'() {
      const problem = await shell.openPath(dataDir);
      if (problem)
        throw new AppError(
          'data-folder-unusable',
          `The data folder ${dataDir} could not be opened; open it by hand.`,
        );
      return {};
    },
  };
}

/** The calls that need Electron, by the contract's own rows. */
export function createShellCalls(dataDir: string): (name: string, input: unknown) => Promise<Reply> {
  const runners = new Map<string, (raw: unknown) => Promise<unknown>>();
  const all = handlers(dataDir);
  const bind = <N extends ShellCallName>(name: N) => {
    const handler: Handlers[N] = all[name];
    const schema: z.ZodType<CallInput<N>> = inputs[name].input;
    runners.set(name, (raw) => {
      const parsed = schema.safeParse(raw);
      if (!parsed.success)
        throw new AppError('bad-request', `${name} was asked with something it does not take.`);
      return handler(parsed.data);
    });
  };
  for (const name of ['shell.pickConfig', 'shell.copy', 'shell.showDataFolder'] as const) bind(name);
  return async (name, input) => {
    try {
      const runner = runners.get(name);
      if (!runner) throw new AppError('unknown-call', 'There is no such call.');
      return { ok: true, data: await runner(input) };
    } catch (error) {
      return { ok: false, error: toErrorData(error) };
    }
  };
}
