import { dayAt } from '../formats/bytes';
import { layoutOf, NO_LAYOUT } from '../formats/layout';
import type { Layout } from '../formats/layout';
import type { Above } from './task';

const FIELDS = Buffer.from('#Fields:');
const DATE = Buffer.from('#Date:');

/** What stands above the line that is read now: the last `#Fields` and `#Date`, given with the task or seen since. */
export class Standing {
  /** What directives of this text said, the last of each. */
  readonly set: Partial<Above> = {};
  /** Whether a line was read by what the task said stands above. */
  usedAbove = false;
  /** Whether a line without a date of its own was read by the day that the task said. */
  usedDay = false;
  layout: Layout;
  /** The `#Date` above, or -1. */
  day: number;
  private fields: string | null;

  constructor({ fields, day }: Above) {
    this.fields = fields;
    this.day = day ?? -1;
    this.layout = fields === null ? NO_LAYOUT : layoutOf(fields);
  }

  /** As a task has it. */
  get above(): Above {
    return { fields: this.fields, day: this.day < 0 ? null : this.day };
  }

  /** Notes that so many lines are read by it. */
  took(lines: number): void {
    if (lines === 0) return;
    if (this.layout.date < 0 && this.set.day === undefined) this.usedDay = true;
    if (this.usedDay || this.set.fields === undefined) this.usedAbove = true;
  }

  /** Reads a line that begins with #; answers whether the layout is another one now. */
  directive(text: Buffer): boolean {
    if (begins(text, FIELDS)) {
      const fields = text.toString('latin1', FIELDS.length, text.length).trim();
      this.set.fields = fields;
      this.fields = fields;
      this.layout = layoutOf(fields);
      return true;
    }
    if (begins(text, DATE)) {
      const end = Math.min(text.length, DATE.length + 32);
      const day = text.toString('latin1', DATE.length, end).trim().slice(0, 10);
      this.day = dayAt(Buffer.from(day, 'latin1'), 0, day.length);
      this.set.day = this.day < 0 ? null : this.day;
    }
    return false;
  }
}

const begins = (text: Buffer, start: Buffer): boolean => text.subarray(0, start.length).equals(start);
