import type { FoundSection } from '../model/blocks';
import type { ApplicationNode, SiteNode } from '../model/objects';
import { fold, joinPath } from '../names';
import type { SectionDeclaration } from '../types';
import type { Layer, SectionLayer } from './layer';

/** Whether deeper files may set a section; null when the text can't tell. */
export type Mode = 'Allow' | 'Deny' | null;

/** Whom a section is asked for: the server, or an application (a site means its root application). */
export interface SectionTarget {
  readonly site: SiteNode;
  readonly application: ApplicationNode | undefined;
  /** "Site", "Site/app" */
  readonly path: string;
}

export const firstMode = (declaration: SectionDeclaration): Mode => declaration.overrideModeDefault;

export function nextMode(before: Mode, { block }: FoundSection): Mode {
  if (block.override === 'Inherit') return before;
  return block.override === 'unclear' ? null : block.override;
}

export const appHostOnly = ({ allowDefinition }: SectionDeclaration): boolean =>
  allowDefinition === 'AppHostOnly' ||
  allowDefinition === 'MachineOnly' ||
  allowDefinition === 'MachineToWebRoot';

export function lockedBy(mode: Mode, declaration: SectionDeclaration): boolean | null {
  if (appHostOnly(declaration)) return true;
  return mode === null ? null : mode === 'Deny';
}

/** Whether a path lies in the same application as the target: nothing is inherited across then, or everything is. */
export function ownedBy({ site, application }: SectionTarget, path: string): boolean {
  const deepest = site.applications
    .map((each) => fold(joinPath(site.name, each.path)))
    .filter((each) => path === each || path.startsWith(`${each}/`))
    .sort((a, b) => b.length - a.length)[0];
  return application !== undefined && deepest === fold(joinPath(site.name, application.path));
}

/** A section that stands in the text; an include or encryption hides what it says. */
export function sectionLayer(found: FoundSection, layer: SectionLayer['layer'], label: string): Layer {
  const { block, element } = found;
  const source = element.get('configSource') ?? element.get('childSource');
  const { file, line } = block.document.whereOf(element.start);
  if (source !== undefined) {
    return {
      hidden: `it is kept in another file (configSource in line ${line ?? 0} of ${file}), which was not read.`,
    };
  }
  if (element.get('configProtectionProvider') !== undefined || element.child('EncryptedData') !== undefined) {
    return { hidden: `the section is encrypted (line ${line ?? 0} of ${file}).` };
  }
  return {
    element,
    document: block.document,
    layer,
    label,
    location: block.location === null ? null : block.shown,
  };
}

export function twice(section: string, found: readonly FoundSection[]): string {
  const lines = found.map(({ block, element }) => block.document.whereOf(element.start).line ?? 0);
  const file = found[0]?.block.document.file ?? '';
  return `${section} stands more than once for the same path (lines ${lines.join(' and ')} of ${file}): IIS refuses that; merge them.`;
}
