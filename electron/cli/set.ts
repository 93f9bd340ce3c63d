import { AppError } from '../../shared/errors';
import type { ChangePlan, FileDiff } from '../../shared/model/changes';
import type { ConfigTarget } from '../../shared/model/common';
import type { ChangeRequest } from '../../shared/model/readiness';
import type { OpenServer } from '../servers/open-server';
import { EXIT } from './output';
import type { Output } from './output';

/** `SETTING=VALUE` as typed; a value may hold further "=". */
export function parseAssignment(text: string): { setting: string; value: string } {
  const at = text.indexOf('=');
  if (at <= 0)
    throw new AppError(
      'bad-request',
      `"${text}" is not of the form SETTING=VALUE, for example limits.maxConnections=5000.`,
    );
  return { setting: text.slice(0, at).trim(), value: text.slice(at + 1) };
}

/**
 * Shows what the assignments would change and, unless `preview`, writes them in one commit: exit 0 when it is written
 * (or there is nothing to write), 2 when it could not be done. The pending list of the window is not touched.
 */
export async function set(
  open: OpenServer,
  target: ConfigTarget,
  assignments: readonly string[],
  { preview }: { preview: boolean },
  out: Output,
): Promise<number> {
  const requests = assignments.map((text): ChangeRequest => {
    const { setting, value } = parseAssignment(text);
    return { kind: 'config', edit: { kind: 'set', target, setting, value } };
  });
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
  const same = plan.diffs.length === 0;
  let applied = false;
  if (!preview && !same) {
    const result = await open.changes.applyRequests(requests, plan.planHash);
    if (result.error)
      throw new AppError(result.error.code, result.error.message, {
        where: result.error.where,
        fix: result.error.fix,
      });
    if (!result.applied) throw new AppError('write-failed', result.sentence);
    applied = true;
  }
  if (out.json) out.object({ changes: changesOf(plan), diff: diffText(plan.diffs), applied });
  else print(plan, { preview, applied, same }, out);
  return EXIT.good;
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
  out.line(diffText(plan.diffs).trimEnd());
  for (const sentence of plan.impact) out.line(`! ${sentence}`);
  out.line(done.applied ? 'Written, read back and compared.' : 'Preview only: nothing was written.');
}
