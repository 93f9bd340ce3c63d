import type { ConfigDocument } from '../document';
import type { Problem } from '../types';

/** Collects problems; each becomes one sentence that begins with file and line. */
export class Report {
  readonly problems: Problem[] = [];

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
