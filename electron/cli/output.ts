import { AppError, toErrorData } from '../../shared/errors';
import { visible, visibleJson } from '../../shared/visible';

/** Exit codes of every command: good; not good; could not be done. */
export const EXIT = { good: 0, notGood: 1, failed: 2 } as const;

/** What is printed may be somebody else's text: no character of it may move the cursor or turn a line around. */
export interface Output {
  readonly json: boolean;
  line(text?: string): void;
  object(value: unknown): void;
}

export function stdoutOutput(json: boolean): Output {
  return {
    json,
    line: (text = '') => void process.stdout.write(`${json ? visibleJson(text) : visible(text)}\n`),
    object: (value) => void process.stdout.write(`${visibleJson(JSON.stringify(value, null, 2))}\n`),
  };
}

/** A failure, told once: `{"error": …}` on stdout with --json, else one sentence on stderr. Answers exit code 2. */
export function fail(json: boolean, error: unknown): number {
  const data = toErrorData(error);
  if (json) stdoutOutput(true).object({ error: data });
  else {
    const at =
      data.where && !data.message.includes(data.where.file)
        ? ` (${data.where.file}${data.where.line ? `:${data.where.line}` : ''})`
        : '';
    process.stderr.write(
      `switchboard: ${visible(`${data.message}${at}${data.fix ? ` ${data.fix}` : ''}`)}\n`,
    );
    if (!(error instanceof AppError))
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
  return EXIT.failed;
}

const SIGNS = { good: '✓', warning: '!', broken: '✗', unknown: '?' } as const;

/** The sign that stands beside a light's word. */
export function sign(state: keyof typeof SIGNS): string {
  return SIGNS[state];
}
