import { AppError } from '../../../shared/errors';
import type { FrameFilter } from '../../../shared/model/frame-search';
import { expressionOf, hexDigits } from './row-matcher';

/** Throws `bad-request` with one sentence that says what is wrong with it and where. */
export function checkFilter(filter: FrameFilter): void {
  const { text, as } = filter;
  if (as === 'hex') {
    const digits = hexDigits(text);
    const wrong = /[^0-9a-f]/i.exec(digits)?.[0];
    if (wrong !== undefined)
      throw new AppError(
        'bad-request',
        `“${wrong}” at position ${text.indexOf(wrong) + 1} is no hex digit: use 0–9 and a–f.`,
      );
    if (digits.length % 2 === 1)
      throw new AppError('bad-request', 'The last byte is half: write two digits for each byte.');
    return;
  }
  try {
    expressionOf(filter);
  } catch (error) {
    throw new AppError('bad-request', sentenceOf(text, error instanceof Error ? error.message : ''));
  }
}

/** What V8 says, in one sentence, with the place that it does not say. */
function sentenceOf(source: string, message: string): string {
  const why = /: ([^:]*)$/.exec(message)?.[1] ?? 'it can not be read';
  const at = placeOf(source, why);
  const where = at === null ? '' : ` at position ${at + 1} (“${source.slice(at, at + 8)}”)`;
  return `This is no regular expression: ${why.charAt(0).toLowerCase()}${why.slice(1)}${where}.`;
}

/** Index of what makes V8 complain, where a walk over the expression finds it. */
function placeOf(source: string, why: string): number | null {
  const open: number[] = [];
  let set: number | null = null;
  let atom = false;
  for (let at = 0; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (char === '\\') {
      if (at === source.length - 1) return at;
      at += 1;
      atom = true;
    } else if (set !== null) {
      if (char === ']') set = null;
    } else if (char === '[') {
      set = at;
      atom = true;
    } else if (char === '(') {
      open.push(at);
      atom = false;
    } else if (char === ')') {
      if (open.pop() === undefined) return at;
      atom = true;
    } else if ('*+?'.includes(char)) {
      if (!atom && source.charAt(at - 1) !== '(' && /repeat/i.test(why)) return at;
      if (!atom && char !== '?') return at;
      atom = atom && char === '?';
    } else atom = char !== '|' && char !== '^';
  }
  return set ?? open.at(-1) ?? null;
}
