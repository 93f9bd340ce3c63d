import { randomBytes } from 'node:crypto';
import { AppError } from '../../../shared/errors';

/** What a request may have: more is no argument but a file. */
const MAX_CHARS = 16 * 1024 * 1024;

/** The name of one call on the wire; hex, so that it can stand in a line of PowerShell. */
export function newCallId(): string {
  return randomBytes(8).toString('hex');
}

/** NUL, and half of a surrogate pair. */
const UNSENDABLE = /\0|\p{Surrogate}/u;

/**
 * Arguments as JSON. Refused is a NUL, since what takes names and paths on Windows takes the text before it for the
 * whole, and a lone surrogate, which no configuration can hold (it is no XML) and PowerShell 7 reads as U+FFFD. In
 * answers lone surrogates stay what they are: Write-SwbRecord sends them as escapes.
 * @throws AppError bad-request, request-too-large
 */
function toJson(args: unknown): string {
  const json = JSON.stringify(args, (key, value: unknown) => {
    if (UNSENDABLE.test(key) || (typeof value === 'string' && UNSENDABLE.test(value)))
      throw new AppError(
        'bad-request',
        'A name or value with a NUL or half a character in it is not possible.',
      );
    return value;
  });
  if (json.length > MAX_CHARS)
    throw new AppError('request-too-large', 'That is more than can be sent to a server at once.');
  return json;
}

/**
 * The one line that asks for a call: only base64 of ours stands in it, so nothing in a value is ever read as
 * PowerShell, whatever quotes it has.
 */
export function requestLine(call: {
  id: string;
  script: string;
  target: string | null;
  args: unknown;
}): string {
  const { id, script, target } = call;
  const json = JSON.stringify({ id, script, target, args: toJson(call.args) });
  return `Invoke-Swb '${Buffer.from(json).toString('base64')}'`;
}
