import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { AppError } from '../../../shared/errors';
import { ConnectRequest } from '../../../shared/model/connect';
import { Diagnosis, HandshakeReport, SocketEnd } from '../../../shared/model/tester';
import { fsReason } from '../../storage/fs-error';
import { SESSION_KIND, SESSION_VERSION } from './formats';
import type { KeptHead, RawFrame } from './raw-frame';
import { fromSaved, SavedFrame } from './saved-frame';
import { usableRequest } from './secret-fields';

const Head = z.object({
  kind: z.literal(SESSION_KIND),
  version: z.number().int(),
  startedAt: z.iso.datetime(),
  request: ConnectRequest,
  handshake: HandshakeReport.nullable(),
  end: SocketEnd.nullable(),
  diagnosis: Diagnosis.nullable(),
});

export interface SessionReader {
  head: KeptHead;
  /** Frames in batches; throws `bad-request` for a line that is none. */
  frames: AsyncIterable<RawFrame[]>;
}

/** A file that another program has set anew is read as a whole, but not if it is larger than this. */
const MAX_WHOLE = 64 * 1024 * 1024;
const MAX_HEAD = 4 * 1024 * 1024;
const BATCH = { frames: 1000, chars: 1024 * 1024 };

const notOurs = (path: string, why: string): AppError =>
  new AppError('bad-request', `${path} is no session that was saved here: ${why}.`, {
    where: { file: path },
  });

/**
 * Opens a session file: the head at once, its frames as they are pulled. Throws `file-unreadable`, `file-newer`,
 * `bad-request` with one sentence. Nothing in the file is followed or run.
 */
export async function readSession(path: string): Promise<SessionReader> {
  try {
    const start = await readStart(path);
    const at = start.search(/,\n {2}"frames": \[/);
    const whole = at < 0 ? await readWhole(path) : null;
    const head = whole === null ? parse(path, `${start.slice(0, at)}}`) : whole;
    return { head: headOf(path, head), frames: whole === null ? byLine(path) : allAtOnce(path, whole) };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('file-unreadable', `${path} can't be read because ${fsReason(error)}.`, {
      where: { file: path },
    });
  }
}

async function readStart(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_HEAD), 0, MAX_HEAD, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function readWhole(path: string): Promise<unknown> {
  const { size } = await stat(path);
  if (size > MAX_WHOLE) throw notOurs(path, 'it is large and not a frame a line');
  return parse(path, await readFile(path, 'utf8'));
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw notOurs(path, 'it is not JSON');
  }
}

const wrongPart = (part: string): string =>
  part === '' ? 'it holds another kind of JSON' : `its "${part}" is not as it should be`;

function headOf(path: string, data: unknown): KeptHead {
  const parsed = Head.safeParse(data);
  if (!parsed.success) throw notOurs(path, wrongPart(parsed.error.issues[0]?.path.join('.') ?? ''));
  const { version, startedAt, request, handshake, end, diagnosis } = parsed.data;
  if (version > SESSION_VERSION)
    throw new AppError(
      'file-newer',
      `${path} was saved by a newer IIS Switchboard (version ${version} of the file).`,
      {
        where: { file: path },
        fix: 'Open it with that one.',
      },
    );
  return { request: usableRequest(request), startedAt: Date.parse(startedAt), handshake, end, diagnosis };
}

async function* byLine(path: string): AsyncGenerator<RawFrame[]> {
  const stream = createReadStream(path, { encoding: 'utf8' });
  const lines = createInterface({ input: stream, crlfDelay: Infinity });
  let inside = false;
  let number = 0;
  let index = 0;
  let chars = 0;
  let batch: RawFrame[] = [];
  try {
    for await (const line of lines) {
      number += 1;
      if (!inside) {
        inside = line === '  "frames": [';
        continue;
      }
      if (line === '  ]') break;
      const text = line.replace(/^,|,$/, '');
      if (text === '') continue;
      batch.push(frameOf(path, number, parseLine(path, number, text), index));
      index += 1;
      chars += text.length;
      if (batch.length < BATCH.frames && chars < BATCH.chars) continue;
      yield batch;
      batch = [];
      chars = 0;
    }
    if (batch.length > 0) yield batch;
  } finally {
    lines.close();
    stream.destroy();
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- the same shape as what is read line by line
async function* allAtOnce(path: string, data: unknown): AsyncGenerator<RawFrame[]> {
  const list = z.object({ frames: z.array(z.unknown()) }).safeParse(data);
  if (!list.success) throw notOurs(path, 'it has no frames');
  for (let at = 0; at < list.data.frames.length; at += BATCH.frames)
    yield list.data.frames
      .slice(at, at + BATCH.frames)
      .map((frame, offset) => frameOf(path, null, frame, at + offset));
}

function parseLine(path: string, line: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('bad-request', `Line ${line} of ${path} is no frame: it is not JSON.`, {
      where: { file: path, line },
    });
  }
}

function frameOf(path: string, line: number | null, data: unknown, index: number): RawFrame {
  const parsed = SavedFrame.safeParse(data);
  if (parsed.success) return fromSaved(parsed.data, index);
  const what = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new AppError(
    'bad-request',
    `${line === null ? `Frame ${index}` : `Line ${line}`} of ${path} is no frame: its "${what}" is not as it should be.`,
    { where: { file: path, ...(line === null ? {} : { line }) } },
  );
}
