import type { ConfigDocument } from '../document';
import type { AttributeRule } from '../settings/definition';
import type { Problem } from '../types';

/** An error that keeps a site or a path below it from working, apart from what it says of itself as a setting. */
export interface Fault {
  problem: Problem;
  /** Folded IIS path: "site" or "site/app"; "" is the whole server. */
  path: string;
  /** It concerns that application, not those below it: they may be in another pool. */
  alone?: true;
  /**
   * Why IIS is known to refuse every request there (500.19): a web.config sets a locked section, or one that nobody
   * registered. null: it is only likely to be refused.
   */
  refuses: 'locked' | 'unregistered' | null;
}

export interface About {
  paths: readonly string[];
  refuses?: Fault['refuses'];
}

/** Collects problems; each becomes one sentence that begins with file and line. */
export class Report {
  readonly problems: Problem[] = [];
  readonly faults: Fault[] = [];
  /** Errors that nobody said whom they concern; told later by where they stand. */
  readonly unplaced: { problem: Problem; document: ConfigDocument; offset: number }[] = [];
  /** The last value of each attribute that was found good: a thousand pools mostly say the same. */
  readonly #good = new Map<AttributeRule, string>();

  isGood(rule: AttributeRule, text: string): boolean {
    return this.#good.get(rule) === text;
  }

  good(rule: AttributeRule, text: string): void {
    this.#good.set(rule, text);
  }

  /** `about`: whom it keeps from working; without it that is the site in whose element it stands. */
  error(document: ConfigDocument, offset: number, sentence: string, about?: About): void {
    const problem = this.#add('error', document, offset, sentence);
    if (about === undefined) this.unplaced.push({ problem, document, offset });
    for (const path of about?.paths ?? [])
      this.faults.push({ problem, path, refuses: about?.refuses ?? null });
  }

  warning(document: ConfigDocument, offset: number, sentence: string): void {
    this.#add('warning', document, offset, sentence);
  }

  #add(severity: Problem['severity'], document: ConfigDocument, offset: number, sentence: string): Problem {
    const where = document.whereOf(offset);
    const problem = {
      severity,
      sentence: `${where.file}, line ${where.line ?? 0}: ${sentence}`,
      where,
    };
    this.problems.push(problem);
    return problem;
  }
}
