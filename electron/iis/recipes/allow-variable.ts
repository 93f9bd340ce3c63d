import type { ChangeRequest } from '../../../shared/model/readiness';
import { sectionTarget } from '../config/effective/effective';
import { isHidden } from '../config/effective/layer';
import { resolveSection } from '../config/effective/resolve';
import { fold, joinPath } from '../config/names';
import type { RecipeScene } from './recipe';

const SECTION = 'system.webServer/rewrite/allowedServerVariables';

/**
 * Lets the rules of this application, and of no other, set a server variable; else URL Rewrite answers 500.50. Nothing
 * where it may already: the same name twice in a collection is refused by IIS.
 */
export function allowVariable(
  { config, site, application }: Pick<RecipeScene, 'config' | 'site' | 'application'>,
  name: string,
): ChangeRequest[] {
  const target = sectionTarget(config, { kind: 'application', site, path: application });
  const allowed = resolveSection(config, SECTION, target)
    .layers.flatMap((layer) => (isHidden(layer) ? [] : layer.element.children))
    .some((child) => child.name === 'add' && fold(child.get('name') ?? '') === fold(name));
  const location = joinPath(site, application);
  const ref = { location, section: SECTION, element: 'add' as const, attributes: { name } };
  return allowed ? [] : [{ kind: 'config', edit: { kind: 'add-element', ref } }];
}
