import { AppError } from '../../shared/errors';
import type { ConfigTarget } from '../../shared/model/common';
import type { ChangeRequest } from '../../shared/model/readiness';
import type { OpenServer } from '../servers/open-server';
import { applyNow } from './apply';
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
 * The changes that `SETTING=VALUE` ask for. Throws `bad-request` for what is none, and for a setting that is given
 * twice: only one value can be meant, and nobody but who typed them knows which.
 */
export function requestsOf(target: ConfigTarget, assignments: readonly string[]): ChangeRequest[] {
  const seen = new Set<string>();
  return assignments.map((text) => {
    const { setting, value } = parseAssignment(text);
    const key = setting.toLowerCase();
    if (seen.has(key))
      throw new AppError('bad-request', `${setting} stands twice in this command; give it one value.`);
    seen.add(key);
    return { kind: 'config', edit: { kind: 'set', target, setting, value } };
  });
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
  return applyNow(open, requestsOf(target, assignments), { preview }, out);
}
