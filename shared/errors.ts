/**
 * Every way a request can fail, by a closed code. The message is one sentence for the administrator:
 * what happened, to which object, what to do. No stack ever crosses a process border.
 */
export const errorCodes = [
  // what was asked
  'bad-request',
  'unknown-call',
  'request-too-large',
  'sender-refused',
  'not-found',
  'already-exists',
  'cancelled',
  'busy',
  // files
  'file-missing',
  'file-unreadable',
  'file-too-large',
  'file-changed',
  'file-newer',
  'write-failed',
  'data-folder-unusable',
  // configuration text
  'not-xml',
  'xml-refused',
  'not-a-configuration',
  'encoding-unsupported',
  'encoding-broken',
  // settings
  'setting-unknown',
  'setting-not-here',
  'value-invalid',
  'section-locked',
  'read-only',
  'look-only',
  'cannot-undo',
  // a real server
  'powershell-missing',
  'powershell-constrained',
  'powershell-died',
  'powershell-garbled',
  'timed-out',
  'answer-too-large',
  'outcome-unknown',
  'not-elevated',
  'access-denied',
  'management-scripts-missing',
  'iis-missing',
  'server-unreachable',
  'restart-pending',
  'feature-source-missing',
  'action-refused',
  'needs-group-policy',
  // processes and sockets
  'practice-unavailable',
  'host-died',
  'socket-failed',
  'display-missing',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** A place in a file as an editor counts: line and column start at 1, CRLF and a lone CR end a line. */
export interface Where {
  file: string;
  line?: number | undefined;
  column?: number | undefined;
}

/** What of an error may cross a border. */
export interface ErrorData {
  code: ErrorCode;
  message: string;
  where?: Where | undefined;
  fix?: string | undefined;
}

/** The one error class that is thrown on purpose. Anything else becomes `internal` at the border. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly where: Where | undefined;
  readonly fix: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    more: { where?: Where | undefined; fix?: string | undefined } = {},
  ) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.where = more.where;
    this.fix = more.fix;
  }

  toData(): ErrorData {
    return {
      code: this.code,
      message: this.message,
      ...(this.where ? { where: this.where } : {}),
      ...(this.fix ? { fix: this.fix } : {}),
    };
  }
}

/** An unexpected error says only that it happened: its text may hold a path or a secret, it goes to the log. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof AppError) return error.toData();
  return {
    code: 'internal',
    message: 'Something unexpected went wrong; the log in the data folder has the details.',
  };
}
