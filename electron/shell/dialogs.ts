import { BrowserWindow, clipboard, dialog, shell } from 'electron';
import type { OpenDialogOptions } from 'electron';
import type { z } from 'zod';
import { contract } from '../../shared/contract';
import type { CallInput, CallOutput, ShellCallName } from '../../shared/contract';
import { AppError, toErrorData } from '../../shared/errors';
import { elevation, restartElevated } from './elevation';
import type { Reply } from '../../shared/wire';

const PICK: OpenDialogOptions = {
  title: 'Open a configuration',
  filters: [
    { name: 'IIS configuration', extensions: ['config', 'xml'] },
    { name: 'All files', extensions: ['*'] },
  ],
  properties: ['openFile'],
};

async function pickConfig(): Promise<{ path: string | null }> {
  const window = BrowserWindow.getAllWindows()[0];
  const { filePaths } = await (window ? dialog.showOpenDialog(window, PICK) : dialog.showOpenDialog(PICK));
  return { path: filePaths[0] ?? null };
}

const PICK_LOGS: OpenDialogOptions = {
  title: 'Open logs',
  filters: [
    { name: 'Logs', extensions: ['log', 'gz'] },
    { name: 'All files', extensions: ['*'] },
  ],
  properties: ['openFile', 'multiSelections'],
};

async function pickLogs(): Promise<{ paths: string[] }> {
  const window = BrowserWindow.getAllWindows()[0];
  const { filePaths } = await (window
    ? dialog.showOpenDialog(window, PICK_LOGS)
    : dialog.showOpenDialog(PICK_LOGS));
  return { paths: filePaths.slice(0, 50) };
}

async function saveCsv(fileName: string): Promise<{ path: string | null }> {
  const options = {
    title: 'Export rows',
    defaultPath: fileName.replace(/[^\w. -]/g, '_'),
    filters: [{ name: 'CSV', extensions: ['csv'] }],
  };
  const window = BrowserWindow.getAllWindows()[0];
  const { filePath, canceled } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  return { path: canceled || filePath === '' ? null : filePath };
}

async function showFolder(dir: string): Promise<Record<string, never>> {
  const problem = await shell.openPath(dir);
  if (problem)
    throw new AppError(
      'data-folder-unusable',
      `The data folder ${dir} could not be opened; open it by hand.`,
    );
  return {};
}

/** Validates the input by the contract's own row, then runs. */
function row<N extends ShellCallName>(
  schema: z.ZodType<CallInput<N>>,
  handler: (input: CallInput<N>) => CallOutput<N> | Promise<CallOutput<N>>,
): (raw: unknown) => Promise<unknown> {
  return async (raw) => {
    const parsed = schema.safeParse(raw);
    if (!parsed.success)
      throw new AppError('bad-request', 'The call was asked with something it does not take.');
    return handler(parsed.data);
  };
}

/** The calls that need Electron. A row of the contract without its handler doesn't compile. */
export function createShellCalls(dataDir: string): (name: string, input: unknown) => Promise<Reply> {
  const table = {
    'shell.pickConfig': row<'shell.pickConfig'>(contract['shell.pickConfig'].input, pickConfig),
    'shell.pickLogs': row<'shell.pickLogs'>(contract['shell.pickLogs'].input, pickLogs),
    'shell.saveCsv': row<'shell.saveCsv'>(contract['shell.saveCsv'].input, ({ fileName }) =>
      saveCsv(fileName),
    ),
    'shell.copy': row<'shell.copy'>(contract['shell.copy'].input, ({ text }) => {
      // Nothing to wait for: in newer Electron it answers a promise, in older ones nothing.
      void clipboard.writeText(text);
      return {};
    }),
    'shell.showDataFolder': row<'shell.showDataFolder'>(contract['shell.showDataFolder'].input, () =>
      showFolder(dataDir),
    ),
    'shell.elevation': row<'shell.elevation'>(contract['shell.elevation'].input, elevation),
    'shell.restartElevated': row<'shell.restartElevated'>(contract['shell.restartElevated'].input, () =>
      restartElevated(dataDir),
    ),
  } satisfies Record<ShellCallName, unknown>;
  const rows = new Map<string, (raw: unknown) => Promise<unknown>>(Object.entries(table));
  return async (name, input) => {
    try {
      const run = rows.get(name);
      if (!run) throw new AppError('unknown-call', 'There is no such call.');
      return { ok: true, data: await run(input) };
    } catch (error) {
      return { ok: false, error: toErrorData(error) };
    }
  };
}
