const VARIABLE = /\{\{(now|uuid|counter)\}\}/g;

/** The variables in a text, each once, in their order. */
export const variablesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(VARIABLE)].map(([whole]) => whole)),
];

/**
 * The text as a checker may read it, of the same length: a counter is a number, the others stand inside of a string only.
 */
export const withStandIns = (text: string): string =>
  text.replace(VARIABLE, (whole, name: string) => (name === 'counter' ? '1' : 'x').repeat(whole.length));
