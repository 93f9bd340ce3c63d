import type { ConfigTarget } from '../../../../shared/model/common';
import type { ServerConfig } from '../model/server-config';
import type { Where } from '../types';
import type { XmlElement } from '../xml/element';
import { sectionTarget } from './effective';
import { isHidden } from './layer';
import { resolveSection } from './resolve';

/** The text of an attribute that is no setting of ours, as it is in force for a path. */
export interface SectionText {
  /** null: nobody sets it, so the schema's default counts. */
  readonly text: string | null;
  /** "schema default", "location Chat", "web.config of Chat". */
  readonly label: string;
  readonly where?: Where;
  readonly unknown?: string;
}

/**
 * An attribute of a section (or of an element below it) for a site or application: the innermost layer that sets it. A
 * section that nobody registered has no value and is not unknown: IIS doesn't know it.
 */
export function sectionText(
  config: ServerConfig,
  target: Extract<ConfigTarget, { kind: 'site' | 'application' }>,
  section: string,
  attribute: string,
  below: readonly string[] = [],
): SectionText {
  const otherwise: SectionText = { text: null, label: 'schema default' };
  if (config.sections.size > 0 && !config.sections.has(section)) return otherwise;
  const { layers, unknown } = resolveSection(config, section, sectionTarget(config, target));
  if (unknown !== undefined) return { ...otherwise, unknown };
  return layers.reduce<SectionText>((before, layer) => {
    if (isHidden(layer)) return { ...otherwise, unknown: layer.hidden };
    const holder = below.reduce<XmlElement | undefined>((at, name) => at?.child(name), layer.element);
    const found = holder?.attribute(attribute);
    if (found === undefined) return before;
    return {
      text: found.value,
      label: layer.label,
      where: layer.document.whereOf(found.start),
      ...(layer.unclear === undefined ? {} : { unknown: layer.unclear }),
    };
  }, otherwise);
}
