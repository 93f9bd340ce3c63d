import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../shared/errors';
import type { ApplyResult, ChangePlan, FileDiff } from '../../shared/model/changes';
import { ChangeRequest } from '../../shared/model/readiness';
import type { OpenServer } from '../servers/open-server';
import { fsReason } from '../storage/fs-error';
import { EXIT } from './output';
import type { Output } from './output';

const ChangesFile = z.strictObject({ changes: z.array(ChangeRequest).min(1).max(1_000) });
/** More than a thousand changes of the longest values. */
const MAX_BYTES = 16 * 1024 * 1024;

/** The changes of a file `{ "changes": […] }`. Throws `bad-request` with what is wrong and where in it. */
export async function readChanges(path: string): Promise<ChangeRequest[]> {
  const refuse = (why: string): AppError =>
    new AppError('bad-request', `${path} is no list of changes: ${why}.`, {
      where: { file: path },
      fix: 'Write {"changes": [{"kind": "config", "edit": {"kind": "set", "target": {"kind": "pool", "pool": "ChatPool"}, "setting": "queueLength", "value": "2000"}}]}.',
    });
  let text: string;
  try {
    // Looked at first: a pipe would be waited for, a device read, for ever.
    const info = await stat(path);
    if (!info.isFile()) throw refuse('it is no file');
    if (info.size > MAX_BYTES) throw refuse('it is longer than 16 MB');
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw error instanceof AppError ? error : refuse(fsReason(error));
  }
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw refuse('it is not JSON');
  }
  const parsed = ChangesFile.safeParse(data);
  if (parsed.success) return parsed.data.changes;
  const [issue] = parsed.error.issues;
  const at = issue && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
  throw refuse(`${(issue?.message ?? 'unknown').replace(/\.$/, '')}${at}`);
}

/**
 * Shows what the requests would change and, unless `preview`, applies them: exit 0 when that is done (or there is
 * nothing to do), 2 when it could not be done. The pending list of the window is not touched.
 */
export async function applyNow(
  open: OpenServer,
  requests: readonly ChangeRequest[],
  { preview }: { preview: boolean },
  out: Output,
): Promise<number> {
  const plan = await open.changes.preview(requests);
  // What is wrong with a value is said as it is: there is no pending list here to take it from.
  const problem = plan.changes.find((change) => change.problem !== undefined)?.problem;
  if (problem !== undefined) throw new AppError(plan.refusal?.code ?? 'value-invalid', problem);
  // A file that can't be written can still be previewed.
  if (plan.refusal && !(preview && ['read-only', 'look-only'].includes(plan.refusal.code)))
    throw new AppError(plan.refusal.code, plan.refusal.message, {
      where: plan.refusal.where,
      fix: plan.refusal.fix,
    });
  const actions = plan.changes.filter(({ request }) => request.kind === 'action');
  const same = plan.diffs.length === 0 && actions.length === 0;
  let applied = false;
  if (!preview && !same) {
    const result = await open.changes.applyRequests(requests, plan.planHash);
    throwFailed(result);
    if (!result.applied) throw new AppError('write-failed', result.sentence);
    applied = true;
  }
  if (out.json) out.object({ changes: changesOf(plan), diff: diffText(plan.diffs), applied });
  else print(plan, { preview, applied, same }, out);
  return EXIT.good;
}

/** What stopped an apply, an undo or a restore after it was begun, as an error of the command. */
export function throwFailed(result: ApplyResult | null): void {
  const error = result?.error;
  // The sentence says what was done before, and what was not begun.
  if (error) throw new AppError(error.code, result.sentence, { where: error.where, fix: error.fix });
}

function changesOf(plan: ChangePlan): unknown[] {
  return plan.changes.map(({ object, setting, old, new: next, sentence }) => ({
    object,
    setting,
    old,
    new: next,
    sentence,
  }));
}

/** The diff in unified form. */
export function diffText(diffs: readonly FileDiff[]): string {
  const lines: string[] = [];
  for (const { file, hunks } of diffs) {
    lines.push(`--- ${file}`, `+++ ${file}`);
    for (const { oldStart, newStart, lines: rows } of hunks) {
      const olds = rows.filter(({ kind }) => kind !== 'added').length;
      const news = rows.filter(({ kind }) => kind !== 'removed').length;
      lines.push(`@@ -${oldStart},${olds} +${newStart},${news} @@`);
      for (const { kind, text } of rows)
        lines.push(`${{ same: ' ', removed: '-', added: '+' }[kind]}${text}`);
    }
  }
  return lines.length > 0 ? `${lines.join('\n')}\n` : '';
}

function print(
  plan: ChangePlan,
  done: { preview: boolean; applied: boolean; same: boolean },
  out: Output,
): void {
  if (done.same) {
    out.line('Nothing to change: the values are already so.');
    return;
  }
  for (const { request, sentence } of plan.changes) if (request.kind === 'action') out.line(`* ${sentence}`);
  if (plan.diffs.length > 0) out.line(diffText(plan.diffs).trimEnd());
  for (const sentence of plan.impact) out.line(`! ${sentence}`);
  out.line(done.applied ? 'Written, read back and compared.' : 'Preview only: nothing was written.');
}
