import type { z } from 'zod';
import type { JobName } from '../../shared/contract';
import type { CallRow, HandledCall, Input } from './handler-types';

/** The files of the contract: the schemas of a domain are made when something of it is first asked. */
const files = {
  servers: async () => (await import('../../shared/contract/servers')).servers,
  pages: async () => (await import('../../shared/contract/pages')).pages,
  changes: async () => (await import('../../shared/contract/changes')).changes,
  logs: async () => (await import('../../shared/contract/logs')).logs,
  recipes: async () => (await import('../../shared/contract/recipes')).recipes,
  tester: async () => {
    const [{ tester }, { keep }] = await Promise.all([
      import('../../shared/contract/tester'),
      import('../../shared/contract/keep'),
    ]);
    return { ...tester, ...keep };
  },
};

type Prefix<N extends string> = N extends `${infer P}.${string}` ? P : never;

/** Where the rows stand whose names begin so. */
const fileOf: { [P in Prefix<HandledCall | JobName>]: () => Promise<object> } = {
  app: files.servers,
  servers: files.servers,
  readiness: files.servers,
  evidence: files.servers,
  practice: files.servers,
  inventory: files.pages,
  limits: files.pages,
  live: files.pages,
  changes: files.changes,
  logs: files.logs,
  recipes: files.recipes,
  setup: files.recipes,
  tester: files.tester,
};

interface Row<N extends HandledCall | JobName> {
  input: z.ZodType<Input<N>>;
}

async function rowOf(name: HandledCall | JobName): Promise<unknown> {
  const rows = await fileOf[name.slice(0, name.indexOf('.')) as keyof typeof fileOf]();
  return Object.getOwnPropertyDescriptor(rows, name)?.value;
}

/** The row of a call: its name says its types (`Contract`). */
export const callRow = async <N extends HandledCall>(name: N): Promise<CallRow<N>> =>
  (await rowOf(name)) as CallRow<N>;

/** The row of a job. */
export const jobRow = async <N extends JobName>(name: N): Promise<Row<N>> => (await rowOf(name)) as Row<N>;
