import { opcodeName, type Violation } from './frame';

/** What is allowed at this point of the stream. */
export interface StartRules {
  /** Whether the other side must mask. */
  masked: boolean;
  /** permessage-deflate is agreed: RSV1 may be set on the first frame of a message. */
  compressed: boolean;
  /** A message was begun and not ended. */
  inMessage: boolean;
}

type Wrong = Omit<Violation, 'bytes'>;

/**
 * Judges a frame by its first two bytes (RFC 6455 §5.2, §5.4, §5.5; RFC 7692 §6.1). null when they are in order. A fault
 * is seen before the length is known, so bytes that are no frames at all end at once.
 */
export function judgeStart(first: number, second: number, rules: StartRules): Wrong | null {
  // The usual case: a whole message in one frame.
  if ((first === 0x81 || first === 0x82) && !rules.inMessage && second >= 0x80 === rules.masked) return null;
  return judgeAny(first, second, rules);
}

function judgeAny(first: number, second: number, rules: StartRules): Wrong | null {
  const opcode = first & 0xf;
  const rsv = (first >> 4) & 7;
  const fin = first >= 0x80;
  const short = second & 0x7f;
  const wrong = (fault: Wrong['fault'], sentence: string): Wrong => ({ fault, code: 1002, sentence });
  const odd = (): Wrong =>
    wrong(
      'reserved-bits',
      `The server set ${rsvNames(rsv)} on a ${nameOf(opcode)} frame, ${rules.compressed ? 'which permessage-deflate does not allow there' : 'but no extension was agreed'}.`,
    );
  if (rsv !== 0 && (rsv !== 4 || !rules.compressed)) return odd();
  if (opcode === 0) {
    if (rsv !== 0) return odd();
    if (!rules.inMessage)
      return wrong('lone-continuation', 'The server sent a continuation frame outside a message.');
  } else if (opcode === 1 || opcode === 2) {
    if (rules.inMessage)
      return wrong('nested-message', `The server began a ${nameOf(opcode)} message inside another one.`);
  } else if (opcodeName(opcode) === 'reserved') {
    return wrong('reserved-opcode', `The server sent a frame with the reserved opcode ${nameOf(opcode)}.`);
  } else {
    if (!fin) return wrong('fragmented-control', `The server sent a fragmented ${nameOf(opcode)} frame.`);
    if (rsv !== 0) return odd();
    if (short > 125)
      return wrong(
        'long-control',
        `The server sent a ${nameOf(opcode)} frame of 126 bytes or more; 125 are allowed.`,
      );
    if (opcode === 8 && short === 1)
      return wrong('half-close-code', 'The server sent a close frame with half a close code.');
  }
  if (second >= 0x80 === rules.masked) return null;
  return rules.masked
    ? wrong('not-masked', 'A frame was not masked.')
    : wrong('masked', 'The server masked a frame; only clients do.');
}

function nameOf(opcode: number): string {
  const name = opcodeName(opcode);
  return name === 'reserved' ? `0x${opcode.toString(16)}` : name;
}

function rsvNames(rsv: number): string {
  return ['RSV1', 'RSV2', 'RSV3'].filter((_, at) => rsv & (4 >> at)).join(' and ');
}
