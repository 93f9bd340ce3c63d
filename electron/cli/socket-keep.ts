import { access, constants, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../shared/errors';
import type { ConnectRequest } from '../../shared/model/connect';
import { CommandTool, type ExportFormat, type KeptRequest } from '../../shared/model/keep';
import type { SendRequest } from '../../shared/model/tester';
import { visibleLine } from '../../shared/visible';
import { count } from '../../shared/words';
import { fsReason } from '../storage/fs-error';
import { MASK } from '../storage/mask-secrets';
import { exportSession, type FrameSource } from '../websocket/keep/export-session';
import { importFile } from '../websocket/keep/import-file';
import { toolCommand } from '../websocket/keep/tool-command';
import type { SocketSession } from '../websocket/socket-session';
import { EXIT, type Output } from './output';

const formats = new Map<string, ExportFormat>([
  ['.json', 'session'],
  ['.har', 'har'],
  ['.jsonl', 'jsonl'],
  ['.csv', 'csv'],
]);

export interface ExportPlace {
  path: string;
  format: ExportFormat;
  secrets: boolean;
}

/**
 * The format is told by the file's ending. Throws, before anything is connected, `bad-request` for another ending and
 * `write-failed` where a file is there already or none can be written.
 */
export async function exportPlace(file: string, secrets: boolean): Promise<ExportPlace> {
  const format = formats.get(path.extname(file).toLowerCase());
  if (format) {
    await mustBeNew(file);
    return { path: file, format, secrets };
  }
  throw new AppError(
    'bad-request',
    `--export takes a file that ends in .json (a session that the window opens again), .har, .jsonl or .csv, not "${path.basename(file).slice(0, 80)}".`,
  );
}

async function mustBeNew(file: string): Promise<void> {
  const refused = (sentence: string, fix: string): AppError =>
    new AppError('write-failed', sentence, { where: { file }, fix });
  const there = await stat(file).then(
    () => true,
    () => false,
  );
  if (there) throw refused(`${file} is there already.`, 'Name another file for --export, or remove it.');
  const folder = path.dirname(path.resolve(file));
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    throw refused(
      `${file} can't be written because ${fsReason(error)}.`,
      'Name a file in a folder that you may write to.',
    );
  }
}

/** Throws `write-failed`. */
export async function exportTo(session: SocketSession, place: ExportPlace): Promise<void> {
  const source: FrameSource = {
    head: () => Promise.resolve(session.head()),
    counts: () => Promise.resolve(session.state()),
    batch: (offset) => Promise.resolve(session.rawFrames(offset)),
  };
  const context = { progress: () => undefined, signal: new AbortController().signal };
  await exportSession(source, place, context);
}

/** The request of a HAR or collection that has this address or name; `tell` hears what of the file is left out. Throws `not-found` with those that are there. */
export async function importedRequest(
  file: string,
  wanted: string,
  tell: (note: string) => void = () => undefined,
): Promise<KeptRequest> {
  const { requests, note } = await importFile(file);
  if (note !== undefined) tell(note);
  const found = requests.find(({ name, connect }) => name === wanted || connect.url === wanted);
  if (found?.connect.url.includes(MASK))
    throw new AppError(
      'bad-request',
      `The address of "${found.name.slice(0, 200)}" was saved without its secret, in whose place ${MASK} stands.`,
      { where: { file }, fix: 'Save it with its secrets, or give the whole address without --import.' },
    );
  if (found) return found;
  const there = requests.slice(0, 10).map(({ name }) => JSON.stringify(name));
  throw new AppError(
    'not-found',
    `${path.basename(file)} has no socket "${wanted.slice(0, 200)}"; it has ${there.join(', ')}${requests.length > 10 ? ' and more' : ''}.`,
    { where: { file } },
  );
}

/** What is typed goes before what the file says; headers are sent beside the file's. */
export function withImported(typed: ConnectRequest, { connect }: KeptRequest): ConnectRequest {
  const names = new Set(typed.headers.map(({ name }) => name.toLowerCase()));
  return {
    ...connect,
    ...typed,
    subprotocols: typed.subprotocols.length > 0 ? typed.subprotocols : connect.subprotocols,
    headers: [...connect.headers.filter(({ name }) => !names.has(name.toLowerCase())), ...typed.headers],
  };
}

/** Prints the same socket, with the first text that is sent, as a command of another tool, and connects nothing. */
export function printCommand(
  tool: string,
  { connect, messages, secrets }: { connect: ConnectRequest; messages: SendRequest[]; secrets: boolean },
  output: Output,
): number {
  const known = CommandTool.safeParse(tool);
  if (!known.success) throw new AppError('bad-request', '--as takes wscat, websocat or powershell.');
  const first = messages.find(({ kind }) => kind === 'text' || kind === 'json');
  const said = first && 'text' in first ? first.text : undefined;
  const command = toolCommand(known.data, { connect, text: said, secrets });
  const left = messages.length - (said === undefined || known.data === 'websocat' ? 0 : 1);
  const notes = [
    ...command.notes,
    ...(left > 0 ? [`${count(left, 'message')} of yours can't stand in it.`] : []),
  ];
  const { text } = command;
  if (output.json) output.object({ tool: known.data, text, notes });
  else {
    for (const line of text.split('\n')) output.line(line);
    for (const note of notes) process.stderr.write(`${visibleLine(note)}\n`);
  }
  return EXIT.good;
}
