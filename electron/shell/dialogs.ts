import { BrowserWindow, clipboard, dialog, shell } from 'electron';
import type { OpenDialogOptions } from 'electron';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { shell as contract } from '../../shared/contract/shell';
import type { CallInput, CallOutput, ShellCallName } from '../../shared/contract';
import { AppError, toErrorData } from '../../shared/errors';
import { elevation, restartElevated } from './elevation';
import { fsReason } from '../storage/fs-error';
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

const JSON_FILES = { name: 'JSON', extensions: ['json'] };
const SAVE = {
  json: JSON_FILES,
  har: { name: 'HTTP archive', extensions: ['har'] },
  jsonl: { name: 'JSON lines', extensions: ['jsonl'] },
  csv: { name: 'CSV', extensions: ['csv'] },
};
const OPEN = {
  session: { title: 'Open a saved session', filters: [JSON_FILES] },
  requests: {
    title: 'Import requests',
    filters: [{ name: 'HAR or collection', extensions: ['har', 'json'] }],
  },
};
const ALL = { name: 'All files', extensions: ['*'] };

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

async function pickSave({ name, kind }: CallInput<'shell.pickSave'>): Promise<{ path: string | null }> {
  // Only a name: where it goes is the administrator's choice.
  const options = { defaultPath: name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-'), filters: [SAVE[kind], ALL] };
  const window = BrowserWindow.getAllWindows()[0];
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  return { path: canceled || filePath === '' ? null : filePath };
}

async function pickOpen({ kind }: CallInput<'shell.pickOpen'>): Promise<{ path: string | null }> {
  const { title, filters } = OPEN[kind];
  const options: OpenDialogOptions = { title, filters: [...filters, ALL], properties: ['openFile'] };
  const window = BrowserWindow.getAllWindows()[0];
  const { filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  return { path: filePaths[0] ?? null };
}

/** The dialog itself asks before it names a file that is there already. */
async function saveText({ text, fileName }: CallInput<'shell.saveText'>): Promise<{ path: string | null }> {
  const extension = path.extname(fileName).slice(1);
  const options = {
    title: 'Take along',
    defaultPath: fileName,
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
  };
  const window = BrowserWindow.getAllWindows()[0];
  const { filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  if (!filePath) return { path: null };
  try {
    await writeFile(filePath, text, 'utf8');
  } catch (error) {
    throw new AppError('write-failed', `${filePath} could not be written because ${fsReason(error)}.`, {
      where: { file: filePath },
      fix: 'Choose a folder that you may write to.',
    });
  }
  return { path: filePath };
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
    'shell.pickSave': row<'shell.pickSave'>(contract['shell.pickSave'].input, pickSave),
    'shell.pickOpen': row<'shell.pickOpen'>(contract['shell.pickOpen'].input, pickOpen),
    'shell.pickLogs': row<'shell.pickLogs'>(contract['shell.pickLogs'].input, pickLogs),
    'shell.copy': row<'shell.copy'>(contract['shell.copy'].input, ({ text }) => {
      // Nothing to wait for: in newer Electron it answers a promise, in older ones nothing.
      void clipboard.writeText(text);
      return {};
    }),
    'shell.saveText': row<'shell.saveText'>(contract['shell.saveText'].input, saveText),
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
