/**
 * A reader of its own for the check, with nothing of the product in it: tags, attributes, and nesting, of files that are
 * known to be well formed. A mistake in the product's reader can't hide in it.
 */
export interface PlainElement {
  name: string;
  attributes: Map<string, string>;
  children: PlainElement[];
  line: number;
}

const tag =
  /<!--.*?-->|<\?.*?\?>|<\/\s*([\w.:-]+)\s*>|<([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/gs;

export function readPlain(text: string): PlainElement {
  const top: PlainElement = { name: '', attributes: new Map(), children: [], line: 0 };
  const open = [top];
  for (const match of text.matchAll(tag)) {
    const [, closed, name, attributes = '', slash] = match;
    if (closed !== undefined) open.pop();
    if (name === undefined) continue;
    const element: PlainElement = {
      name,
      attributes: new Map(
        [...attributes.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map((each) => [
          each[1] ?? '',
          (each[2] ?? each[3] ?? '')
            .replaceAll('&lt;', '<')
            .replaceAll('&quot;', '"')
            .replaceAll('&amp;', '&'),
        ]),
      ),
      children: [],
      line: text.slice(0, match.index).split('\n').length,
    };
    open.at(-1)?.children.push(element);
    if (slash !== '/') open.push(element);
  }
  const [root] = top.children;
  if (root === undefined || open.length !== 1) throw new Error('not a file that this reader knows');
  return root;
}

/** Children at a path of names, all of them. */
export const under = (element: PlainElement | undefined, ...names: string[]): PlainElement[] =>
  names.reduce<PlainElement[]>(
    (level, name) => level.flatMap(({ children }) => children.filter((child) => child.name === name)),
    element === undefined ? [] : [element],
  );
