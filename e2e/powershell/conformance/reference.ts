import other from './other-cmdlets.json';
import reference from './reference.json';

/** A parameter as Microsoft's reference has it; `sets`: in which parameter sets, and whether it must be given there. */
export interface ReferenceParameter {
  type: string;
  aliases?: string[];
  values?: string[];
  /** "ByValue", "ByPropertyName" or both. */
  pipeline?: string;
  sets: Record<string, (string | number)[]>;
}
export type Cmdlet = Record<string, ReferenceParameter>;
export type Reference = Record<string, Cmdlet>;

/** Name of the set that stands for all of a cmdlet. */
export const EVERY_SET = '(All)';

/** "[[-A] <T>]", "[-A] <T>", "[-A <T>]", "[-A]", "-A <T>", "-A": whether it must be given, has a place, has a value. */
const token =
  /(\[\[)-(\w+)\] <([^>]+)>\]|(\[)-(\w+)\] <([^>]+)>|\[-(\w+) <([^>]+)>\]|\[-(\w+)\]|-(\w+) <([^>]+)>|-(\w+)/g;

/** Parameters of a cmdlet from its syntax lines, as a page of Microsoft's reference prints them: a set a line. */
export function fromSyntax(lines: readonly string[]): Cmdlet {
  const made: Cmdlet = {};
  for (const [index, line] of lines.entries()) {
    let position = 0;
    for (const found of line.slice(line.indexOf(' ')).matchAll(token)) {
      const [, both, a, aType, place, b, bType, c, cType, d, e, eType, f] = found;
      const name = a ?? b ?? c ?? d ?? e ?? f ?? '';
      const parameter = (made[name] ??= {
        type: aType ?? bType ?? cType ?? eType ?? 'SwitchParameter',
        sets: {},
      });
      const needed = (b ?? e ?? f) === undefined ? 'optional' : 'required';
      parameter.sets[`set ${index}`] = (both ?? place) ? [needed, position++] : [needed];
    }
  }
  return made;
}

/** The cmdlets that a script or a stand-in may use. */
export function loadReference(): Reference {
  return {
    ...(reference as Reference),
    ...Object.fromEntries(Object.entries(other).map(([name, lines]) => [name, fromSyntax(lines)])),
  };
}
