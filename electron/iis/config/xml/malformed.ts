import type { ErrorCode } from '../../../../shared/errors';

/** Text that is refused, at an offset; the document that owns the text turns it into an AppError with file and line. */
export class Malformed extends Error {
  readonly offset: number;
  readonly code: ErrorCode;

  constructor(offset: number, message: string, code: ErrorCode = 'not-xml') {
    super(message);
    this.name = 'Malformed';
    this.offset = offset;
    this.code = code;
  }
}
