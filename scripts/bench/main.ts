import { mkdirSync, writeFileSync } from 'node:fs';
import { config } from './config';
import { frames } from './frames';
import { launch } from './launch';
import { loading } from './load';
import { logs } from './logs';
import { logsWindow } from './logs-window';
import { oneTrip } from './one-trip';
import { powershell } from './powershell';
import { scroll } from './scroll';
import { sockets } from './sockets';
import type { Bench, Row } from './row';

const benches = new Map<string, Bench>([
  ['config', config],
  ['load', loading],
  ['launch', launch],
  ['scroll', scroll],
  ['powershell', powershell],
  ['one-trip', oneTrip],
  ['sockets', sockets],
  ['frames', frames],
  ['logs', logs],
  ['logs-window', logsWindow],
]);

const shown = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2));

function table(rows: readonly Row[]): string {
  const head = ['name', 'value', 'unit', 'reference', 'ratio', 'bound', 'holds'];
  const body = rows.map((row) => [
    row.name,
    shown(row.value),
    row.unit,
    `${shown(row.reference)} (${row.against})`,
    row.ratio === null ? '-' : row.ratio.toFixed(2),
    row.ratio === null ? `${row.bound} ${row.unit}` : `${Number(row.bound.toFixed(2))}×`,
    row.holds ? 'yes' : 'NO',
  ]);
  const wide = head.map((_, column) => Math.max(...[head, ...body].map((line) => line[column]?.length ?? 0)));
  return [head, ...body]
    .map((line) => line.map((cell, column) => cell.padEnd(wide[column] ?? 0)).join('  '))
    .join('\n');
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !benches.has(name));
if (unknown.length > 0) {
  console.error(
    `There is no bench named ${unknown.join(', ')}; there are ${[...benches.keys()].join(', ')}.`,
  );
  process.exit(2);
}
const rows: Row[] = [];
for (const [name, bench] of benches)
  if (asked.length === 0 || asked.includes(name)) rows.push(...(await bench()));
mkdirSync('out', { recursive: true });
writeFileSync('out/bench.json', `${JSON.stringify(rows, null, 2)}\n`);
console.log(table(rows));
process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1;
