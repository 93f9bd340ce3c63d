import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Real configuration files and IIS's schema lie beside the project on a developer's machine, and nowhere else. */
const folder = resolve('..', 'shared', 'data');

export const configNames = readdirSync(join(folder, 'iis-configs')).filter((name) =>
  name.endsWith('.config'),
);

export const configBytes = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(folder, 'iis-configs', name)));

export const schemaText = (name: string): string => readFileSync(join(folder, 'iis-schema', name), 'utf8');
