import type { SendRequest } from '../../../shared/model/tester';
import { count } from '../../components/format';
import { parseHex } from './hex';
import type { MessageKind } from './tester-memory';

export type Composed = { ok: true; message: SendRequest; bytes: number } | { ok: false; sentence: string };

/** Characters of text the engine takes in one message. */
const MAX_TEXT = 1_000_000;
const utf8 = new TextEncoder();

/** The message to send, with its size on the wire, or one sentence saying what is wrong with it. */
export function composed(kind: MessageKind, text: string): Composed {
  if (kind === 'binary') {
    const parsed = parseHex(text);
    return parsed.ok
      ? { ok: true, message: { kind, hex: parsed.hex }, bytes: parsed.bytes }
      : { ok: false, sentence: parsed.sentence };
  }
  if (text.length > MAX_TEXT)
    return {
      ok: false,
      sentence: `This is over ${count(MAX_TEXT)} characters, the most one frame takes here: send less.`,
    };
  // With the u flag only a lone half of a pair matches.
  if (/\p{Surrogate}/u.test(text))
    return { ok: false, sentence: 'Half of a character stands alone here: it has no UTF-8 form, remove it.' };
  const bytes = utf8.encode(text).length;
  if (kind === 'ping' && bytes > 125)
    return {
      ok: false,
      sentence: `A ping carries at most 125 bytes (RFC 6455, section 5.5); this is ${count(bytes)}.`,
    };
  return { ok: true, message: { kind, text }, bytes };
}
