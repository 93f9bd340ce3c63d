import path from 'node:path';

/** The project's folder. */
export const root = path.resolve(import.meta.dirname, '../..');

/** Path below the project's folder. */
export const at = (...parts) => path.join(root, ...parts);
