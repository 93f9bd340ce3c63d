import type { SendRequest } from '../../../shared/model/tester';
import { bytes, count } from '../../components/format';
import { parseHex } from './hex';
import type { ComposeDraft, MessageKind } from './talk/compose-draft';
import { jsonFault } from './talk/json-text';
import { variablesIn, withStandIns } from './talk/variables';

export type Composed =
  { ok: true; message: SendRequest; bytes: number; repeat: Repeat | null; fragments: number } | Unsendable;
export interface Unsendable {
  ok: false;
  /** Where it stands: in the message itself, or in one of the fields for how it goes. */
  field: 'message' | 'fragments' | 'everyMs' | 'times';
  sentence: string;
}
export interface Repeat {
  everyMs: number;
  /** null: until it is stopped. */
  times: number | null;
}

/** Characters of text the engine takes in one message. */
const MAX_TEXT = 1_000_000;
const utf8 = new TextEncoder();
const no = (sentence: string, field: Unsendable['field'] = 'message'): Unsendable => ({
  ok: false,
  field,
  sentence,
});

/** The message to send, with its size before variables, or one sentence saying what is wrong with it. */
export function composed(draft: ComposeDraft): Composed {
  const whole = /^[1-9]\d{0,7}$/;
  const fragments = whole.test(draft.fragments.trim()) ? Number(draft.fragments) : 0;
  const made = madeMessage(draft, fragments);
  if ('sentence' in made) return made;
  if (fragments < 1 || fragments > 10_000) return no('A message goes in 1 to 10,000 frames.', 'fragments');
  const repeat = repeatOf(draft);
  if (repeat !== null && 'sentence' in repeat) return repeat;
  return { ok: true, ...made, repeat, fragments: isControl(draft.kind) ? 1 : fragments };
}

const isControl = (kind: MessageKind): boolean => kind === 'ping' || kind === 'pong';

type Made = { message: SendRequest; bytes: number } | Unsendable;

function madeMessage({ kind, messages, file, variables }: ComposeDraft, frames: number): Made {
  const text = messages[kind];
  const fragments = frames > 1 ? { fragments: frames } : {};
  if (kind === 'binary' && file !== null)
    return {
      message: { kind: 'file', base64: file.content, ...fragments },
      bytes: bytesOfBase64(file.content),
    };
  if (kind === 'binary') {
    const parsed = parseHex(text);
    return parsed.ok
      ? { message: { kind, hex: parsed.hex, ...fragments }, bytes: parsed.bytes }
      : no(parsed.sentence);
  }
  if (text.length > MAX_TEXT)
    return no(`This is over ${count(MAX_TEXT)} characters, the most one message takes here: send less.`);
  // With the u flag only a lone half of a pair matches.
  if (/\p{Surrogate}/u.test(text))
    return no('Half of a character stands alone here: it has no UTF-8 form, remove it.');
  const size = utf8.encode(text).length;
  if (kind === 'ping' || kind === 'pong')
    return size > 125
      ? no(`A ${kind} carries at most 125 bytes (RFC 6455, section 5.5); this is ${count(size)}.`)
      : { message: { kind, text }, bytes: size };
  const filled = variables && variablesIn(text).length > 0;
  const fault = kind === 'json' ? jsonFault(filled ? withStandIns(text) : text) : null;
  if (fault) return no(`Line ${fault.line}, column ${fault.column}: ${fault.sentence}.`);
  return { message: { kind, text, ...(filled ? { variables: true } : {}), ...fragments }, bytes: size };
}

const bytesOfBase64 = (text: string): number =>
  (text.length / 4) * 3 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);

function repeatOf({ everyMs, times }: ComposeDraft): Repeat | null | Unsendable {
  if (everyMs.trim() === '') return null;
  const every = Number(everyMs);
  if (!(every >= 1 && every <= 3_600_000))
    return no('It is sent again every 1 to 3,600,000 ms; leave the field empty to send once.', 'everyMs');
  if (times.trim() === '') return { everyMs: every, times: null };
  const often = Number(times);
  if (!Number.isInteger(often) || often < 1 || often > 10_000_000)
    return no(
      'How many times is a whole number from 1 to 10,000,000; leave it empty to go on until stopped.',
      'times',
    );
  return { everyMs: every, times: often };
}

/** Beneath the composer: how much goes, and how. */
export function composedWords(made: Extract<Composed, { ok: true }>): string {
  const { message, repeat, fragments } = made;
  const names = 'variables' in message && message.variables ? variablesIn(message.text) : [];
  return [
    message.kind === 'json' ? `sound JSON, ${bytes(made.bytes)}` : bytes(made.bytes),
    ...(fragments > 1 ? [`in ${count(fragments)} frames`] : []),
    ...(names.length > 0 ? [`${names.join(' ')} filled in`] : []),
    ...(repeat === null ? [] : [repeatWords(repeat)]),
  ].join(' · ');
}

/** On the composer's button: "once", "3 frames, every 500 ms". */
export const howWords = (made: Extract<Composed, { ok: true }>): string =>
  [
    ...(made.fragments > 1 ? [`${count(made.fragments)} frames`] : []),
    ...(made.repeat === null ? [] : [repeatWords(made.repeat)]),
  ].join(', ') || 'once';

/** "every 500 ms", "100 times, every 500 ms". */
const repeatWords = ({ everyMs, times }: Repeat): string =>
  `${times === null ? '' : `${count(times)} times, `}every ${everyMs.toLocaleString('en-US')} ms`;
