import { z } from 'zod';
import { ObjectName } from './common';

/**
 * The name of one file that is placed in an application's own folder. No path, no device name, nothing that Windows
 * would spell otherwise (a dot or blank at the end).
 */
export const SiteFileName = z
  .string()
  .max(80)
  .regex(/^[A-Za-z0-9_][\w.-]*\.[A-Za-z0-9]{1,12}$/, 'a file name of letters, digits, "_", "-" and "."')
  .refine(
    (name) => !/^(?:con|prn|aux|nul|com\d|lpt\d)\./i.test(name),
    'a name that Windows keeps for a device',
  );

export const SiteFilePlace = z.object({
  site: ObjectName,
  application: z.string().min(1).max(1024),
  name: SiteFileName,
});
export type SiteFilePlace = z.infer<typeof SiteFilePlace>;

const XmlName = z.string().regex(/^[A-Za-z_][\w.-]{0,79}$/);

/** An element that a web.config shall have. Among its siblings it is the one whose `key` attribute is the same. */
export interface ConfigPart {
  element: string;
  /** Name of the attribute that tells siblings of one name apart; absent: there is one of that name. */
  key?: string | undefined;
  attributes: Record<string, string>;
  children: ConfigPart[];
}

const partAt = (depth: number): z.ZodType<ConfigPart, ConfigPart> =>
  z.object({
    element: XmlName,
    key: XmlName.optional(),
    attributes: z.record(XmlName, z.string().max(4096)),
    children: depth === 0 ? z.array(z.never()).max(0) : z.array(partAt(depth - 1)).max(50),
  });

/** A section that a web.config shall have, with what shall stand in it: "system.webServer/rewrite/rules". */
export const SectionPart = z.object({
  section: z
    .string()
    .max(120)
    .regex(/^[A-Za-z_][\w.-]*(?:\/[A-Za-z_][\w.-]*){0,5}$/),
  attributes: z.record(XmlName, z.string().max(4096)),
  /** Attributes that are only set where the section says nothing about them. */
  defaults: z.record(XmlName, z.string().max(4096)).optional(),
  children: z.array(partAt(5)).max(50),
});
export type SectionPart = z.infer<typeof SectionPart>;

/** What happens to one file of an application: a new one is made, or its web.config gets what it lacks. */
export const SiteFileChange = z.object({
  place: SiteFilePlace,
  content: z.discriminatedUnion('kind', [
    /** Refused where a file of that name stands already. */
    z.object({ kind: z.literal('new'), text: z.string().max(200_000) }),
    /** Only of a web.config, which is made where there is none; everything else in it stays, byte for byte. */
    z.object({ kind: z.literal('merge'), sections: z.array(SectionPart).min(1).max(20) }),
  ]),
  /** The recipe that it belongs to. `temporary`: it stays listed until it is taken away again. */
  recipe: z.object({ id: z.string().max(40), title: z.string().max(120), temporary: z.boolean() }).optional(),
});
export type SiteFileChange = z.infer<typeof SiteFileChange>;
