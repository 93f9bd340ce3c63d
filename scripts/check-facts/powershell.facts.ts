import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { makeReference } from '../../e2e/powershell/conformance/make-reference.mjs';
import { makeSchema } from '../../e2e/powershell/make-schema.mjs';

const shared = resolve('..', 'shared');
const committed = (file: string): string => readFileSync(resolve('e2e/powershell', file), 'utf8');

it("the stand-ins' table is what IIS's schema files say", () => {
  expect(committed('stand-ins/Iis/schema.json')).toBe(makeSchema(resolve(shared, 'data/iis-schema')));
});

it("the cmdlets of the conformance test are what Microsoft's reference says", () => {
  const text = readFileSync(resolve(shared, 'facts/cmdlets.json'), 'utf8');
  expect(committed('conformance/reference.json')).toBe(makeReference(text));
});
