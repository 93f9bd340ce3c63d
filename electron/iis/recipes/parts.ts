import type { ConfigPart, SectionPart } from '../../../shared/model/site-files';

type Attributes = Record<string, string>;

/** An element of which there is one. */
export const one = (element: string, attributes: Attributes, children: ConfigPart[] = []): ConfigPart => ({
  element,
  attributes,
  children,
});

/** An entry of a collection, told apart from others by its key attribute. */
export const entry = (
  element: string,
  key: string,
  attributes: Attributes,
  children: ConfigPart[] = [],
): ConfigPart => ({ element, key, attributes, children });

export const section = (name: string, attributes: Attributes, children: ConfigPart[] = []): SectionPart => ({
  section: name,
  attributes,
  children,
});

/** A rule of URL Rewrite; what it sets must be among allowedServerVariables. */
export function rule(
  name: string,
  pattern: string,
  url: string,
  more: { conditions?: ConfigPart[]; variables?: Attributes; logUrl?: boolean } = {},
): ConfigPart {
  const { conditions = [], variables = {}, logUrl = false } = more;
  const sets = Object.entries(variables).map(([variable, value]) =>
    entry('set', 'name', { name: variable, value }),
  );
  return entry('rule', 'name', { name, stopProcessing: 'true' }, [
    one('match', { url: pattern }),
    ...(conditions.length > 0 ? [one('conditions', {}, conditions)] : []),
    ...(sets.length > 0 ? [one('serverVariables', {}, sets)] : []),
    one('action', { type: 'Rewrite', url, ...(logUrl ? { logRewrittenUrl: 'true' } : {}) }),
  ]);
}

/** A text as a regular expression that matches just it. */
export const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
