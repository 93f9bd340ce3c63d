/** Where JSON text stops being JSON: line and column count from 1. */
export interface JsonFault {
  line: number;
  column: number;
  sentence: string;
}

interface Token {
  /** One of {}[],: or "value" for a string, number, true, false or null. */
  kind: string;
  text: string;
  at: number;
}

const SPACE = /[ \t\r\n]*/y;
const LITERAL =
  /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** Deeper than this V8's own reader gives up, too, and so does a server. */
const MAX_DEPTH = 1000;

class Fault extends Error {
  readonly at: number;
  constructor(at: number, sentence: string) {
    super(sentence);
    this.at = at;
  }
}

/** What is wrong with the text, or null where it is JSON (RFC 8259). */
export function jsonFault(text: string): JsonFault | null {
  try {
    tokensOf(text);
    return null;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const before = text.slice(0, error.at).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, sentence: error.message };
  }
}

/**
 * The same JSON in lines of two spaces more a level, or in one line. Strings and numbers stay as they are written, so
 * that no digit is lost. `shape` is read instead of the text where that holds variables; both have the same length.
 */
export function formatJson(text: string, pretty: boolean, shape = text): string {
  const tokens = tokensOf(shape);
  let out = '';
  let depth = 0;
  const breakLine = () => (pretty ? `\n${'  '.repeat(depth)}` : '');
  tokens.forEach(({ kind, text: token, at }, index) => {
    const written = text.slice(at, at + token.length);
    const before = tokens[index - 1]?.kind ?? '';
    const opened = before === '{' || before === '[';
    if (kind === '}' || kind === ']') {
      depth -= 1;
      out += opened ? written : breakLine() + written;
      return;
    }
    if (opened) out += breakLine();
    out += written;
    if (kind === '{' || kind === '[') depth += 1;
    if (kind === ',') out += breakLine();
    if (kind === ':' && pretty) out += ' ';
  });
  return out;
}

/** All tokens of one JSON value; throws at the first that must not stand where it stands. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  /** The brackets that are open. */
  const open: string[] = [];
  let wants: 'value' | 'first' | 'key' | 'first-key' | 'colon' | 'rest' = 'value';
  let at = 0;
  for (;;) {
    SPACE.lastIndex = at;
    SPACE.exec(text);
    at = SPACE.lastIndex;
    if (at >= text.length) break;
    const token = tokenAt(text, at);
    const inside = open.at(-1);
    const closes = (token.kind === '}' && inside === '{') || (token.kind === ']' && inside === '[');
    if (wants === 'rest' && inside === undefined) throw new Fault(at, 'the JSON has ended before this');
    if (closes && (wants === 'rest' || wants === 'first' || wants === 'first-key')) {
      open.pop();
      wants = 'rest';
    } else if (wants === 'rest') {
      if (token.kind !== ',') throw new Fault(at, `a comma or ${inside === '{' ? '}' : ']'} is missing here`);
      wants = inside === '{' ? 'key' : 'value';
    } else if (wants === 'colon') {
      if (token.kind !== ':') throw new Fault(at, 'a colon is missing between name and value');
      wants = 'value';
    } else if (wants === 'key' || wants === 'first-key') {
      if (!token.text.startsWith('"')) throw new Fault(at, 'a name in double quotes is expected here');
      wants = 'colon';
    } else if (token.kind === '{' || token.kind === '[') {
      if (open.push(token.kind) > MAX_DEPTH) throw new Fault(at, `it is nested over ${MAX_DEPTH} deep`);
      wants = token.kind === '{' ? 'first-key' : 'first';
    } else if (token.kind === 'value') wants = 'rest';
    else throw new Fault(at, `a value is expected here, not ${token.text}`);
    tokens.push(token);
    at += token.text.length;
  }
  if (wants !== 'rest' || open.length > 0)
    throw new Fault(
      text.length,
      tokens.length === 0 ? 'there is nothing yet' : 'it ends before it is complete',
    );
  return tokens;
}

function tokenAt(text: string, at: number): Token {
  const first = text.charAt(at);
  if ('{}[],:'.includes(first)) return { kind: first, text: first, at };
  LITERAL.lastIndex = at;
  const found = LITERAL.exec(text)?.[0];
  if (found === undefined) {
    if (first === '"')
      throw new Fault(at, 'this string is not closed, or holds a wrong escape or a line break');
    throw new Fault(at, `“${String.fromCodePoint(text.codePointAt(at) ?? 0)}” begins no value`);
  }
  return { kind: 'value', text: found, at };
}
