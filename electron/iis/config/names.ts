/**
 * Folds a name for comparing as Windows does (ordinal, ignoring case, unit by unit): "ß" stays one letter, and nothing
 * is normalised. Sites, pools and paths compare so; module names don't (caseSensitive in the schema).
 */
export function fold(name: string): string {
  if (/^[\0-\x7f]*$/.test(name)) return name.toLowerCase();
  let folded = '';
  for (const character of name) {
    const upper = character.toUpperCase();
    folded += upper.length === character.length ? upper : character;
  }
  // Upper, then lower, so that ASCII-only names fold alike on both ways.
  let lower = '';
  for (const character of folded) {
    const one = character.toLowerCase();
    lower += one.length === character.length ? one : character;
  }
  return lower;
}

/** A configuration path without its slashes at the ends: "Site/app/folder"; "." and "" are the server itself. */
export function trimPath(path: string): string {
  const trimmed = path.replace(/^\/+|\/+$/g, '');
  return trimmed === '.' ? '' : trimmed;
}

/** "Site" + "/" = "Site"; "Site" + "/app" = "Site/app". */
export const joinPath = (base: string, path: string): string =>
  [trimPath(base), trimPath(path)].filter((part) => part !== '').join('/');

/** "", "Site", "Site/app": the path and all above it, outermost first. */
export function prefixes(path: string): string[] {
  const found = [''];
  if (path === '') return found;
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1))
    found.push(path.slice(0, slash));
  found.push(path);
  return found;
}

/** For a sentence: long names are cut, so that the sentence stays one. */
export const shown = (name: string): string => (name.length > 120 ? `${name.slice(0, 119)}…` : name);
