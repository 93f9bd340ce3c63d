import { AppError } from '../../../../shared/errors';

/**
 * A text as a PowerShell expression that evaluates to exactly it, in ASCII alone: a copied script is saved in whatever
 * encoding an editor has, and 5.1 reads a file without a mark as ANSI. PowerShell takes U+2018 to U+201B for quotes as
 * well, and they are not ASCII either. Throws `bad-request` for NUL, which no name of IIS holds.
 */
export function literal(text: string): string {
  if (text.includes('\0')) throw new AppError('bad-request', 'A name with a NUL can not stand in a script.');
  const parts = text.match(/[\x20-\x7e]+|[^\x20-\x7e]/g) ?? [''];
  const terms = parts.map((part) =>
    /^[\x20-\x7e]*$/.test(part)
      ? `'${part.replaceAll("'", "''")}'`
      : `[char] 0x${part.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (terms.length === 1 && terms[0]?.startsWith("'")) return terms[0];
  return `(${["''", ...terms].join(' + ')})`;
}

/** A text for a line comment: one line, ASCII; what is neither is named by its code. */
export function commentText(text: string): string {
  return text
    .replaceAll('→', '->')
    .replace(/[^\x20-\x7e]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
