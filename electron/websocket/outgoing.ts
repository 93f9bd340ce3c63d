import { AppError } from '../../shared/errors';
import type { SendRequest } from '../../shared/model/tester';
import { mayBeSent, SENDABLE } from './close-codes';

export interface Outgoing {
  opcode: 'text' | 'binary' | 'ping' | 'pong';
  payload: Buffer;
  fragments: number;
}

/**
 * Opcode and payload of what the administrator sends; `fill` replaces variables where they are asked for. Throws
 * `bad-request` where it can't be a frame or is no JSON.
 */
export function outgoing(message: SendRequest, fill: (text: string) => string = (text) => text): Outgoing {
  if (message.kind === 'ping' || message.kind === 'pong')
    return { opcode: message.kind, payload: controlPayload(message), fragments: 1 };
  const { fragments = 1 } = message;
  if (message.kind === 'file')
    return { opcode: 'binary', payload: Buffer.from(message.base64, 'base64'), fragments };
  if (message.kind === 'binary') return { opcode: 'binary', payload: bytesOfHex(message.hex), fragments };
  const text = message.variables ? fill(message.text) : message.text;
  const sent = message.kind === 'json' ? checkedJson(text, message.pretty) : text;
  return { opcode: 'text', payload: Buffer.from(sent, 'utf8'), fragments };
}

function controlPayload({ kind, text, hex }: Extract<SendRequest, { kind: 'ping' | 'pong' }>): Buffer {
  const payload = hex === undefined ? Buffer.from(text, 'utf8') : bytesOfHex(hex);
  if (payload.length > 125)
    throw new AppError(
      'bad-request',
      `A ${kind} carries at most 125 bytes; ${hex === undefined ? 'this text has' : 'these are'} ${payload.length}.`,
    );
  return payload;
}

/** Bytes of pairs of hex digits, with or without spaces, commas and colons between them. */
export function bytesOfHex(hex: string): Buffer {
  const digits = hex.replace(/[\s,:]/g, '');
  if (/[^0-9a-f]/i.test(digits) || digits.length % 2 === 1)
    throw new AppError('bad-request', 'Binary data is written as pairs of hex digits, for example 00 ff 10.');
  return Buffer.from(digits, 'hex');
}

/** As written where `pretty` isn't given: a number's digits stay what they were. */
function checkedJson(text: string, pretty: boolean | undefined): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/\.$/, '') : 'it could not be read';
    throw new AppError('bad-request', `This is no JSON: ${why.slice(0, 200)}.`);
  }
  if (pretty === undefined) return text;
  return pretty ? JSON.stringify(value, null, 2) : JSON.stringify(value);
}

/** Throws `bad-request` for a close code or reason that must not be sent. */
export function checkClose(code: number | null, reason: string): void {
  const bytes = Buffer.byteLength(reason, 'utf8');
  if (code === null && bytes > 0)
    throw new AppError(
      'bad-request',
      `A close reason needs a close code; give one that may be sent: ${SENDABLE}.`,
    );
  if (code !== null && !mayBeSent(code))
    throw new AppError(
      'bad-request',
      `Close code ${code} must not be sent; give one that may be: ${SENDABLE}.`,
    );
  if (bytes > 123)
    throw new AppError('bad-request', `A close reason has at most 123 bytes; this one has ${bytes}.`);
}
