// npm run screenshots: takes the pages' pictures in the real window and copies those of the README to docs/screenshots.
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { at } from './lib/paths.mjs';
import { node } from './lib/run.mjs';

const from = at('out/screenshots');
const to = at('docs/screenshots');

process.exitCode = await node('scripts/e2e.mjs', ['screenshots.spec.ts']);
if (process.exitCode === 0) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) cpSync(`${from}/${name}`, `${to}/${name}`);
  console.log(`copied ${readdirSync(from).length} pictures to docs/screenshots`);
}
