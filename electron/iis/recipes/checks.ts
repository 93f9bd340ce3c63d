import type { RecipeInfo, RecipeValues } from '../../../shared/model/recipes';
import { SiteFileName } from '../../../shared/model/site-files';

/** One sentence on what is wrong, or null. */
export type ValueCheck = (text: string) => string | null;

/** Runs a recipe's own checks after those of its choices; control characters are never taken. */
export function checkValues(
  { parameters }: Pick<RecipeInfo, 'parameters'>,
  values: RecipeValues,
  checks: Readonly<Record<string, ValueCheck>>,
): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const { name, label, choices } of parameters) {
    const text = values[name] ?? '';
    const sentence = /\p{Cc}/u.test(text)
      ? `${label} can't hold line ends or control characters; take them out.`
      : choices && !choices.some(({ value }) => value === text)
        ? `${label} must be one of ${choices.map(({ value }) => value).join(', ')}.`
        : (checks[name]?.(text) ?? null);
    if (sentence !== null) problems[name] = sentence;
  }
  return problems;
}

/** A plain file name with one of these endings, as it can be placed. */
export const fileName =
  (...endings: string[]): ValueCheck =>
  (text) =>
    SiteFileName.safeParse(text).success && endings.some((ending) => text.toLowerCase().endsWith(ending))
      ? null
      : `Give a file name that ends in ${endings.join(' or ')}, of letters, digits, "_", "-" and ".", without a folder.`;

/** A whole number within bounds. */
export const wholeNumber =
  (min: number, max: number, unit: string): ValueCheck =>
  (text) =>
    /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max
      ? null
      : `Give a whole number from ${min} to ${max} (${unit}).`;

/** A path below the application as it stands in a URL, "" for all of it. */
export const urlPath: ValueCheck = (text) =>
  /^(?:\/?[\w.~-]+)*\/?$/.test(text)
    ? null
    : 'Give a path of letters, digits, "_", "-", "." and "~", for example socket.io; leave it empty for the whole application.';

/** What a rule forwards to: no query, no user name, and http, for ARR does the upgrade itself. */
export const backEnd: ValueCheck = (text) => {
  if (/^wss?:/i.test(text))
    return 'Write http:// or https:// here: ARR does the upgrade itself and knows no ws:// addresses.';
  if (!URL.canParse(text) || !/^https?:\/\//i.test(text))
    return 'Give the back end as http://host:port, for example http://127.0.0.1:3000.';
  const { username, password, search, hash } = new URL(text);
  if (username !== '' || password !== '') return 'A back end is given without user name and password.';
  if (search !== '' || hash !== '') return 'A back end is given without "?" and "#".';
  return /[{}\s]/.test(text)
    ? 'A back end holds no blanks and no braces: a rule would read them as its own.'
    : null;
};
