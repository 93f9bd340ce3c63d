import { readFile } from 'node:fs/promises';
import { AppError } from '../../shared/errors';
import { Evidence } from '../../shared/model/evidence';
import { takeEvidence } from '../evidence/take';
import { writeEvidence, type EvidenceFormat } from '../evidence/write';
import type { OpenServer } from '../servers/open-server';
import { fold } from '../iis/config';
import { fsReason } from '../storage/fs-error';
import { EXIT } from './output';

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
  const now = await takeEvidence(open, { site, application });
  if (
    earlier !== null &&
    (fold(earlier.readiness.site) !== fold(now.readiness.site) ||
      fold(earlier.readiness.application) !== fold(now.readiness.application))
  )
    throw new AppError(
      'bad-request',
      `${before ?? ''} is of ${earlier.readiness.site}${earlier.readiness.application}, not of ${now.readiness.site}${now.readiness.application}: the two can't be compared.`,
      { fix: 'Give the earlier evidence of the same application.' },
    );
  write(writeEvidence(now, earlier, format));
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
