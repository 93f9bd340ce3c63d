import { AppError } from '../../shared/errors';
import type { SendRequest } from '../../shared/model/tester';
import { mayBeSent } from './close-codes';

/** Opcode and payload of what the administrator sends. Throws `bad-request` where it can't be a frame. */
export function outgoing(message: SendRequest): { opcode: 'text' | 'binary' | 'ping'; payload: Buffer } {
  if (message.kind === 'text') return { opcode: 'text', payload: Buffer.from(message.text, 'utf8') };
  if (message.kind === 'ping') {
    const payload = Buffer.from(message.text, 'utf8');
    if (payload.length > 125)
      throw new AppError('bad-request', `A ping carries at most 125 bytes; this text has ${payload.length}.`);
    return { opcode: 'ping', payload };
  }
  const digits = message.hex.replace(/[\s,:]/g, '');
  if (/[^0-9a-f]/i.test(digits) || digits.length % 2 === 1)
    throw new AppError('bad-request', 'Binary data is written as pairs of hex digits, for example 00 ff 10.');
  return { opcode: 'binary', payload: Buffer.from(digits, 'hex') };
}

/** Throws `bad-request` for a close code or reason that must not be sent. */
export function checkClose(code: number | null, reason: string): void {
  const bytes = Buffer.byteLength(reason, 'utf8');
  if (code === null && bytes > 0)
    throw new AppError(
      'bad-request',
      'A close reason needs a close code; give 1000 or one from 3000 to 4999.',
    );
  if (code !== null && !mayBeSent(code))
    throw new AppError(
      'bad-request',
      `Close code ${code} must not be sent; give 1000 or one from 3000 to 4999.`,
    );
  if (bytes > 123)
    throw new AppError('bad-request', `A close reason has at most 123 bytes; this one has ${bytes}.`);
}
