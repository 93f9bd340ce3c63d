import type { CommandElement, Expression, ParsedCommand, ParsedScript } from './parsed';
import { EVERY_SET } from './reference';
import type { Cmdlet, Reference } from './reference';

/** Of every cmdlet; WhatIf and Confirm only where the reference has them. */
const COMMON = [
  'Debug',
  'ErrorAction',
  'ErrorVariable',
  'InformationAction',
  'InformationVariable',
  'OutBuffer',
  'OutVariable',
  'PipelineVariable',
  'Verbose',
  'WarningAction',
  'WarningVariable',
];

/** A call with its named parameters; what is without a name is counted. */
interface Call {
  given: Map<string, Expression | null>;
  positional: number;
  splat: boolean;
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function isSwitch(name: string, cmdlet: Cmdlet | undefined): boolean {
  const found = Object.entries(cmdlet ?? {}).find(([key]) => same(key, name));
  return found?.[1].type === 'SwitchParameter' || ['debug', 'verbose'].includes(name.toLowerCase());
}

function callOf(elements: readonly CommandElement[], cmdlet: Cmdlet | undefined): Call {
  const call: Call = { given: new Map(), positional: 0, splat: false };
  let open: string | null = null;
  for (const { parameter, value, splat } of elements) {
    if (parameter !== undefined) {
      call.given.set(parameter, value ?? null);
      open = value || isSwitch(parameter, cmdlet) ? null : parameter;
    } else if (splat) call.splat = true;
    else if (open !== null) {
      call.given.set(open, value ?? null);
      open = null;
    } else call.positional++;
  }
  return call;
}

/** What is wrong with the parameters of a call, in words. */
function faults(name: string, cmdlet: Cmdlet, call: Call, fed: boolean): string[] {
  const found: string[] = [];
  const used: string[] = [];
  for (const [parameter, value] of call.given) {
    if (COMMON.some((each) => same(each, parameter))) continue;
    const key = Object.keys(cmdlet).find((each) => same(each, parameter));
    const known = key === undefined ? undefined : cmdlet[key];
    if (key === undefined || known === undefined) {
      found.push(`${name} has no parameter -${parameter}`);
      continue;
    }
    used.push(key);
    const constant = value?.kind === 'constant' ? value.value : null;
    if (constant !== null && known.values && !known.values.some((each) => same(each, constant)))
      found.push(`${name} -${key} does not take '${constant}'`);
  }
  if (call.positional > 0) found.push(`${name} has ${call.positional} values without a name`);
  if (found.length > 0 || call.splat) return found;
  const sets = [...new Set(Object.values(cmdlet).flatMap(({ sets }) => Object.keys(sets)))];
  const named = sets.filter((set) => set !== EVERY_SET);
  const fits = (named.length > 0 ? named : [EVERY_SET]).some((set) =>
    Object.entries(cmdlet).every(([key, { sets: inSets, pipeline }]) => {
      const place = inSets[set] ?? inSets[EVERY_SET];
      if (used.includes(key)) return place !== undefined;
      return place?.[0] !== 'required' || (fed && pipeline?.includes('ByValue') === true);
    }),
  );
  if (!fits && sets.length > 0)
    found.push(`no parameter set of ${name} takes -${used.join(' -') || '(nothing)'}`);
  return found;
}

/** `$worker.AddCommand('X').AddParameter('Name', …)`: a call as well. */
function builtCalls({ members }: ParsedScript): ParsedCommand[] {
  const calls = members.flatMap(({ line, expression }): (ParsedCommand & { depth: number })[] => {
    const elements: CommandElement[] = [];
    let at: Expression | null = expression;
    for (; at?.kind === 'member' && at.name === 'AddParameter'; at = at.of) {
      const [name, value] = at.arguments ?? [];
      if (name?.kind === 'constant') elements.push({ parameter: name.value, value: value ?? null });
    }
    if (at?.kind !== 'member' || at.name !== 'AddCommand') return [];
    const [name] = at.arguments ?? [];
    if (name?.kind !== 'constant') return [];
    return [{ name: name.value, line, elements, fed: false, depth: elements.length }];
  });
  // Each link of the chain is a member; the longest one of a line is the call.
  return calls.filter((call) => !calls.some((other) => other.line === call.line && other.depth > call.depth));
}

/** Calls that Microsoft's reference, or our own functions, do not take. `own`: scripts whose functions may be called. */
export function commandProblems(
  script: ParsedScript,
  own: readonly ParsedScript[],
  reference: Reference,
): string[] {
  const functions = [script, ...own].flatMap((each) => each.functions);
  return [...script.commands, ...builtCalls(script)].flatMap(({ name, line, elements, fed }) => {
    if (name === null || /\.exe$/i.test(name)) return [];
    const at = (what: string): string => `${script.file}:${line} ${what}`;
    const ours = functions.find((each) => same(each.name, name));
    if (ours) {
      const { given, positional } = callOf(elements, undefined);
      const known = [...ours.parameters.map((each) => each.name), ...COMMON];
      return [
        ...[...given.keys()]
          .filter((each) => !known.some((one) => same(one, each)))
          .map((each) => at(`our ${name} has no parameter -${each}`)),
        ...(positional > 0 && ours.parameters.every(({ type }) => type !== 'SwitchParameter')
          ? [at(`our ${name} is given a value without a name`)]
          : []),
      ];
    }
    const cmdlet = Object.entries(reference).find(([key]) => same(key, name))?.[1];
    if (!cmdlet) return [at(`${name} is neither ours nor in the reference`)];
    return faults(name, cmdlet, callOf(elements, cmdlet), fed).map(at);
  });
}
