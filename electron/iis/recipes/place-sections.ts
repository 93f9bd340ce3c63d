import type { ChangeRequest } from '../../../shared/model/readiness';
import type { RecipeFile, RecipeInfo } from '../../../shared/model/recipes';
import type { SectionPart } from '../../../shared/model/site-files';
import { mergeWebConfig } from '../config';
import { sectionTarget } from '../config/effective/effective';
import { resolveSection } from '../config/effective/resolve';
import { joinPath } from '../config/names';
import type { RecipeScene } from './recipe';

interface Placed {
  requests: ChangeRequest[];
  file: RecipeFile;
  notes: string[];
}

/**
 * Where sections go: into the application's web.config; what is locked there into a location of applicationHost.config
 * for this application alone, as far as that takes entries of a collection. A locked section of any other shape stays in
 * the web.config, and the plan then refuses it and says why.
 */
export function placeSections(
  scene: RecipeScene,
  recipe: NonNullable<Extract<ChangeRequest, { kind: 'file' }>['file']['recipe']>,
  sections: readonly SectionPart[],
): Placed {
  const { config, site, application } = scene;
  const at = sectionTarget(config, { kind: 'application', site, path: application });
  const apart = (part: SectionPart): boolean =>
    resolveSection(config, part.section, at).locked === true && isPlainList(part);
  const locked = sections.filter(apart);
  const open = sections.filter((part) => !apart(part));
  const location = joinPath(site, application);
  const edits = locked.flatMap(({ section, children }) =>
    children.map(({ attributes }): ChangeRequest => {
      const ref = { location, section, element: 'add' as const, attributes };
      return { kind: 'config', edit: { kind: 'add-element', ref } };
    }),
  );
  const merge: ChangeRequest[] =
    open.length === 0
      ? []
      : [
          {
            kind: 'file',
            file: {
              place: { site, application, name: 'web.config' },
              content: { kind: 'merge', sections: open },
              recipe,
            },
          },
        ];
  return {
    requests: [...edits, ...merge],
    file: {
      name: 'web.config',
      how: 'placed',
      text: mergeWebConfig('web.config', null, open).afterText,
      note: 'As it is where there is none yet; an existing one keeps everything else that it says.',
    },
    notes: locked.map(
      ({ section }) =>
        `${section} is locked for web.config here, so its entries go to applicationHost.config, into the location of ${location} alone.`,
    ),
  };
}

/** Only `<add>` entries without anything below them, which the configuration's own edits can place. */
function isPlainList({ attributes, children }: SectionPart): boolean {
  return (
    Object.keys(attributes).length === 0 &&
    children.length > 0 &&
    children.every((child) => child.element === 'add' && child.children.length === 0)
  );
}

/** What a change of this recipe carries with it into the journal. */
export const markOf = ({ id, title, temporary }: RecipeInfo) => ({ id, title, temporary });
