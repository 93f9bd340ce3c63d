import type { z } from 'zod';
import type { changes } from './contract/changes';
import type { keep } from './contract/keep';
import type { logs } from './contract/logs';
import type { pages } from './contract/pages';
import type { recipes } from './contract/recipes';
import type { servers } from './contract/servers';
import type { shell } from './contract/shell';
import type { tester } from './contract/tester';
import type { topics } from './contract/topics';

/**
 * The one table of everything the window may ask, in files by domain (`contract/`), each loaded when something of it is
 * first asked. A row there and its handler are the two edits of a new call.
 */
export type Contract = typeof servers &
  typeof pages &
  typeof changes &
  typeof logs &
  typeof recipes &
  typeof tester &
  typeof keep &
  typeof shell &
  typeof topics;

type Rows<K> = { [N in keyof Contract]: Contract[N] extends { kind: K } ? N : never }[keyof Contract];
export type CallName = Rows<'call'>;
export type TopicName = Rows<'topic'>;
export type JobName = Rows<'job'>;
/** Calls of the shell (dialogs, clipboard) are answered in the main process, all others in the engine. */
export type ShellCallName = Extract<CallName, `shell.${string}`>;
export type EngineCallName = Exclude<CallName, ShellCallName>;

export type CallInput<N extends CallName> = z.input<Contract[N]['input']>;
export type CallOutput<N extends CallName> = z.output<Contract[N]['output']>;
export type TopicInput<N extends TopicName> = z.input<Contract[N]['input']>;
export type TopicPayload<N extends TopicName> = NonNullable<Contract[N]['payload']>;
export type JobInput<N extends JobName> = z.input<Contract[N]['input']>;
export type JobProgress<N extends JobName> = z.output<Contract[N]['progress']>;
export type JobDone<N extends JobName> = z.output<Contract[N]['done']>;
