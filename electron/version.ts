import manifest from '../package.json';

/** Of this program, as package.json says. */
export const version: string = manifest.version;
