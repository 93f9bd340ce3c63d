import { readFile } from 'node:fs/promises';
import { AppError } from '../../shared/errors';
import { Evidence } from '../../shared/model/evidence';
import { documentOf } from '../evidence/document';
import { htmlOf, markdownOf } from '../evidence/forms';
import type { OpenServer } from '../servers/open-server';
import { fsReason } from '../storage/fs-error';
import { version } from '../version';
import { EXIT } from './output';

export type EvidenceFormat = 'markdown' | 'html' | 'json';

interface Asked {
  site: string;
  application: string;
  format: EvidenceFormat;
  /** An earlier evidence as JSON, to be compared with. */
  before: string | undefined;
}

/** Writes what is seen of one application now, for a ticket, to `write`; with an earlier evidence what changed, too. */
export async function evidence(
  open: OpenServer,
  { site, application, format, before }: Asked,
  write: (text: string) => void,
): Promise<number> {
  const earlier = before === undefined ? null : await readEvidence(before);
  await open.session.snapshot();
  await open.session.gateway.real?.refreshParts();
  await open.session.readRuntime();
  if (open.session.gateway.handshake === 'automatic')
    await open.tryHandshake(site, application).catch(() => undefined);
  const { readiness } = await open.readiness(site, application);
  const { name, kind } = open.session.entry;
  const now: Evidence = {
    version: 1,
    takenAt: new Date().toISOString(),
    appVersion: version,
    server: { name, kind },
    readiness,
    limits: await open.limits(site, application),
  };
  if (format === 'json')
    write(`${JSON.stringify(earlier === null ? now : { before: earlier, after: now }, null, 2)}\n`);
  else write((format === 'html' ? htmlOf : markdownOf)(documentOf(now, earlier)));
  return EXIT.good;
}

/** Throws `bad-request` for a file that is no evidence of ours. */
async function readEvidence(path: string): Promise<Evidence> {
  const refuse = (why: string): AppError =>
    new AppError('bad-request', `${path} is no evidence of IIS Switchboard: ${why}.`, {
      where: { file: path },
      fix: 'Make it with "switchboard evidence --format json".',
    });
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw refuse(fsReason(error));
  }
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw refuse('it is not JSON');
  }
  const parsed = Evidence.safeParse(data);
  if (parsed.success) return parsed.data;
  throw refuse(`something is missing or wrong at ${parsed.error.issues[0]?.path.join('.') ?? 'its start'}`);
}
