import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../../shared/errors';
import type { ImportedFile } from '../../../shared/model/keep';
import { count, list } from '../../../shared/words';
import { fsReason } from '../../storage/fs-error';
import { CollectionFile } from './collections';
import { type Found, leftOut } from './import-found';
import { readHar } from './import-har';
import { readPostman } from './import-postman';

/** HARs of a browser's morning are large; this is one of many mornings. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_REQUESTS = 500;

/**
 * The WebSocket requests of a HAR, of a Postman collection or of a collection of ours. Nothing in the file is run or
 * fetched. Throws `file-unreadable`, `file-too-large`, `bad-request`, one sentence each.
 */
export async function importFile(path: string): Promise<ImportedFile> {
  const data = parsed(path, await text(path));
  const name = basename(path);
  const own = CollectionFile.safeParse(data);
  if (own.success) return { kind: 'collection', requests: own.data.requests };
  const found = readHar(data) ?? readPostman(data);
  if (!found)
    throw new AppError('bad-request', `${name} is neither a HAR nor a Postman collection (v2).`, {
      where: { file: path },
      fix: 'Save it from the browser as HAR with content, or export the collection as v2.1.',
    });
  const { kind, requests, unsound } = found;
  if (requests.length === 0)
    throw new AppError('bad-request', `${name} is a ${kind} with no WebSocket request in it.`, {
      where: { file: path },
      ...(unsound > 0 ? { fix: `${count(unsound, 'request')} could not be read.` } : {}),
    });
  const note = noteOf(found);
  return {
    kind,
    requests: requests.slice(0, MAX_REQUESTS),
    ...(note === '' ? {} : { note }),
  };
}

function noteOf(found: Found): string {
  const total = found.requests.length;
  const out = list(leftOut(found));
  const parts = [
    ...(total > MAX_REQUESTS
      ? [`only the first ${MAX_REQUESTS} of ${count(total, 'request')} are taken`]
      : []),
    ...(out === '' ? [] : [`left out: ${out}`]),
  ];
  const all = parts.join('; ');
  return all === '' ? '' : `${all[0]?.toUpperCase() ?? ''}${all.slice(1)}.`;
}

async function text(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES)
      throw new AppError('file-too-large', `${path} is larger than the 64 MB that are read.`, {
        where: { file: path },
      });
    return (await readFile(path, 'utf8')).replace(/^\ufeff/, '');
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('file-unreadable', `${path} can't be read because ${fsReason(error)}.`, {
      where: { file: path },
    });
  }
}

function parsed(path: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new AppError('bad-request', `${basename(path)} is not JSON.`, { where: { file: path } });
  }
}
