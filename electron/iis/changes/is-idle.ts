import { AppError } from '../../../shared/errors';
import type { ChangeRequest } from '../../../shared/model/readiness';
import { applyEdits, describeEdit, type ServerConfig } from '../config';

/**
 * Whether a change would leave the configuration as it is; `replaces` when it takes the place of a pending one. Throws
 * what its value or object is refused for.
 */
export function isIdle(config: ServerConfig, request: ChangeRequest, replaces: boolean): boolean {
  if (request.kind !== 'config') return false;
  const { edit } = request;
  if (edit.kind === 'set') {
    const { old, new: next } = describeEdit(config, edit);
    return old !== null && old === next;
  }
  if (edit.kind === 'reset') {
    describeEdit(config, edit);
    return config.readOnly === undefined && applyEdits(config, [edit]).length === 0;
  }
  // Alone it is taken as it is: it may make sense only together with another one. The plan says whether it fits.
  if (!replaces) return false;
  try {
    return applyEdits(config, [edit]).length === 0;
  } catch (error) {
    // Adding back what stands there, or taking out what was only going to be added.
    if (error instanceof AppError) return error.code === 'already-exists' || error.code === 'not-found';
    throw error;
  }
}
