import path from 'node:path';
import { expect, it } from 'vitest';
import { checkScripts } from './check';

const SCRIPT = path.resolve(import.meta.dirname, '../../../scripts/windows/verify-assumptions.ps1');

it('the script for the day Windows is at hand is one that 5.1 and the reference know', async () => {
  expect((await checkScripts([SCRIPT])).map((each) => each.replace(SCRIPT, ''))).toEqual([]);
});
