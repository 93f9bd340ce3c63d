import { expect, test } from 'vitest';
import type { JobName } from '../../shared/contract';
import { changes } from '../../shared/contract/changes';
import { keep } from '../../shared/contract/keep';
import { logs } from '../../shared/contract/logs';
import { pages } from '../../shared/contract/pages';
import { recipes } from '../../shared/contract/recipes';
import { servers } from '../../shared/contract/servers';
import { tester } from '../../shared/contract/tester';
import type { HandledCall } from './handler-types';
import { callRow, jobRow } from './rows';

const all = { ...servers, ...pages, ...changes, ...logs, ...recipes, ...tester, ...keep };

// The dispatch itself answers jobs.cancel.
test.each(Object.entries(all).filter(([name]) => name !== 'jobs.cancel'))(
  '%s is looked up in the file that has its row',
  async (name, row) => {
    const found = row.kind === 'job' ? jobRow(name as JobName) : callRow(name as HandledCall);
    await expect(found).resolves.toBe(row);
  },
);
