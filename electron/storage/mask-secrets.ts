/** What stands where a secret stood. */
export const MASK = '•••';

const SECRET_WORD =
  '(?:password|passwd|passphrase|pwd|secret|credentials?|connection_?strings?|api_?key|access_?key|account_?key' +
  '|session_?key|shared_?key|private_?key|validation_?key|decryption_?key)';

/** An attribute or field whose name ends in a secret's word; group 1 is what stays. */
const NAMED = new RegExp(
  `(${SECRET_WORD}\\s*=\\s*)(?:"([^"]*)(?:"|$)|'([^']*)(?:'|$)|([^\\s;"'<>&]+))`,
  'gid',
);
/** IIS's own encrypted values, with their brackets written as entities, too. */
const ENCRYPTED = /(?:\[|&#0*91;|&#x0*5b;)enc:[^"'<>]*?(?::enc(?:\]|&#0*93;|&#x0*5d;)|(?=["'<>]|$))/gi;
/** Lists of key and value that hold whatever an application put there. */
const LISTS =
  /<(appSettings|connectionStrings|environmentVariables)(?:\s[^>]*)?(?<!\/)>[\s\S]*?(?:<\/\1\s*>|$)/gi;
const KEYED_ADD = /<add\s(?=(?:"[^"]*"|'[^']*'|[^"'<>])*?\bkey\s*=)(?:"[^"]*"|'[^']*'|[^"'<>])*>/gi;
const VALUE = /\bvalue\s*=\s*(?:"([^"]*)"|'([^']*)')/dgi;
/** What was masked on the server already, asterisk for character, so that every offset stays (read-configuration.ps1). */
const MASKED_THERE = /\*{3,}/g;
const NAME_IS_SECRET = new RegExp(`${SECRET_WORD}$`, 'i');

type Range = readonly [start: number, end: number];

/** Whether an attribute, setting or field of this name holds a secret: "processModel.password". */
export function isSecretName(name: string): boolean {
  return NAME_IS_SECRET.test(name);
}

/** Whether a text is one that must not be taken over anywhere, whatever its name. */
export function isSecretValue(text: string): boolean {
  return text.search(ENCRYPTED) >= 0;
}

/** Where the secrets of a configuration text are, in order and without overlap. */
export function secretRanges(text: string): Range[] {
  const found: Range[] = [];
  for (const match of text.matchAll(NAMED)) add(found, match.indices, [2, 3, 4]);
  for (const whole of [ENCRYPTED, MASKED_THERE])
    for (const match of text.matchAll(whole)) found.push([match.index, match.index + match[0].length]);
  for (const outer of [LISTS, KEYED_ADD]) {
    for (const block of text.matchAll(outer)) {
      for (const match of block[0].matchAll(VALUE)) add(found, match.indices, [1, 2], block.index);
    }
  }
  return merge(found);
}

/** The text with every secret as "•••". Line ends stay, so lines keep their numbers. */
export function maskSecrets(text: string): string {
  return maskedSlicer(text)(0, text.length);
}

function add(found: Range[], indices: RegExpIndicesArray | undefined, groups: number[], offset = 0): void {
  for (const group of groups) {
    const range = indices?.[group];
    if (range && range[1] > range[0]) found.push([range[0] + offset, range[1] + offset]);
  }
}

function merge(ranges: Range[]): Range[] {
  const sorted = ranges.toSorted((a, b) => a[0] - b[0]);
  const out: [number, number][] = [];
  for (const [start, end] of sorted) {
    const last = out.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else out.push([start, end]);
  }
  return out;
}

/** Answers pieces of a text by offsets with its secrets masked, having looked for them in the whole text once. */
export function maskedSlicer(text: string): (start: number, end: number) => string {
  let ranges: Range[] | undefined;
  return (start, end) => {
    ranges ??= secretRanges(text);
    const parts: string[] = [];
    let at = start;
    for (const [from, to] of ranges.slice(firstEndingAfter(ranges, start))) {
      if (from >= end) break;
      parts.push(
        text.slice(at, Math.max(at, from)),
        masked(text.slice(Math.max(at, from), Math.min(to, end))),
      );
      at = Math.min(to, end);
    }
    parts.push(text.slice(at, end));
    return parts.join('');
  };
}

/** Line ends stay, so lines keep their numbers. */
function masked(secret: string): string {
  return secret.replace(/[^\r\n]+/g, MASK);
}

function firstEndingAfter(ranges: readonly Range[], offset: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.[1] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
