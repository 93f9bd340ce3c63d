import type { ErrorCode } from '../../shared/errors';
import type { Reply } from '../../shared/wire';

/** An answer that is a closed code and one sentence. */
export const refuse = (code: ErrorCode, message: string): Reply => ({ ok: false, error: { code, message } });
