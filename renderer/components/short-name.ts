/** A heading holds some 60 characters a line; a name of IIS may have 260. */
const LONGEST = 48;
const characters = new Intl.Segmenter('en');

/** A long name by its head and its end, as names of one family differ there: "WebShop-Frontend-…-Staging-02". */
export function shortName(name: string): string {
  if (name.length <= LONGEST) return name;
  const all = Array.from(characters.segment(name), ({ segment }) => segment);
  if (all.length <= LONGEST) return name;
  return `${all.slice(0, 32).join('')}…${all.slice(-12).join('')}`;
}

/** A sentence with the names in it shortened. */
export function shortNames(sentence: string, names: readonly (string | null)[]): string {
  return names.reduce<string>(
    (text, name) => (name === null || name === '' ? text : text.replaceAll(name, () => shortName(name))),
    sentence,
  );
}
