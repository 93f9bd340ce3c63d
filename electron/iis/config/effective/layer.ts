import type { SettingLayer, SettingValue } from '../../../../shared/model/settings';
import type { z } from 'zod';
import type { ConfigDocument } from '../document';
import type { SettingDefinition } from '../settings/definition';
import type { XmlElement } from '../xml/element';

/** One place that speaks about a section for a path. */
export interface SectionLayer {
  readonly element: XmlElement;
  readonly document: ConfigDocument;
  readonly layer: z.infer<typeof SettingLayer>;
  /** "location Chat/api", "web.config of Chat". */
  readonly label: string;
  /** Path of the <location> it stands in; null at the top level of a file. */
  readonly location: string | null;
  /** Set when IIS alone knows whether what it says holds here (inheritInChildApplications, configSource …). */
  readonly unclear?: string;
}

/** A place that may say anything and that we can't see: a web.config that wasn't read, an include. */
export interface HiddenLayer {
  readonly hidden: string;
}

export type Layer = SectionLayer | HiddenLayer;

/** All that speaks about a section for one path, outermost first. Shared by every path that has the same. */
export interface Resolution {
  readonly layers: readonly Layer[];
  /** Whether web.config may set the section there. */
  readonly locked: boolean | null;
  /** Why nothing of the section is known there, or absent. */
  readonly unknown?: string;
  readonly values: Map<SettingDefinition, SettingValue>;
}

export const isHidden = (layer: Layer): layer is HiddenLayer => 'hidden' in layer;
