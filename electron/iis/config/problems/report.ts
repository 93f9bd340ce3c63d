import type { ConfigDocument } from '../document';
import type { AttributeRule } from '../settings/definition';
import type { Problem } from '../types';

/** Collects problems; each becomes one sentence that begins with file and line. */
export class Report {
  readonly problems: Problem[] = [];
  /** The last value of each attribute that was found good: a thousand pools mostly say the same. */
  readonly #good = new Map<AttributeRule, string>();

  isGood(rule: AttributeRule, text: string): boolean {
    return this.#good.get(rule) === text;
  }

  good(rule: AttributeRule, text: string): void {
    this.#good.set(rule, text);
  }

  error(document: ConfigDocument, offset: number, sentence: string): void {
    this.#add('error', document, offset, sentence);
  }

  warning(document: ConfigDocument, offset: number, sentence: string): void {
    this.#add('warning', document, offset, sentence);
  }

  #add(severity: Problem['severity'], document: ConfigDocument, offset: number, sentence: string): void {
    const where = document.whereOf(offset);
    this.problems.push({
      severity,
      sentence: `${where.file}, line ${where.line ?? 0}: ${sentence}`,
      where,
    });
  }
}
