import { z } from 'zod';

/** From a section down to the element: a child element, or the element of a collection that has these key attributes. */
export const OperationStep = z.object({
  element: z.string(),
  key: z.record(z.string(), z.string()).optional(),
});
export type OperationStep = z.infer<typeof OperationStep>;

const place = {
  /** "system.applicationHost/applicationPools" */
  section: z.string(),
  /** Location path in applicationHost.config; null = the section outside every location. */
  location: z.string().nullable(),
};

/**
 * A change of applicationHost.config as IIS's own objects know it (section, element, attribute), not as text. What an
 * edit of shared/model/settings.ts means on a real server; see operations.ts.
 */
export const ConfigOperation = z.discriminatedUnion('op', [
  z.object({
    op: z.literal('set'),
    ...place,
    steps: z.array(OperationStep),
    attribute: z.string(),
    /** Canonical text: booleans "true" and "false", time spans [d.]hh:mm:ss, enums and flags by name. */
    value: z.string(),
    type: z.enum(['bool', 'uint', 'timeSpan', 'enum', 'flags', 'string']),
  }),
  z.object({
    op: z.literal('clear'),
    ...place,
    steps: z.array(OperationStep),
    attribute: z.string(),
  }),
  /** `add` makes an element of the section's collection; `remove` takes an inherited one away there. */
  z.object({
    op: z.literal('add'),
    ...place,
    attributes: z.record(z.string(), z.string()),
    /** lockItem and its kind: text in the file, but metadata to IIS's objects, which refuse them as attributes. */
    locks: z.record(z.string(), z.string()).optional(),
  }),
  z.object({ op: z.literal('remove'), ...place, attributes: z.record(z.string(), z.string()) }),
  /** Takes the whole section out of the location: it inherits again. */
  z.object({ op: z.literal('revert'), ...place }),
]);
export type ConfigOperation = z.infer<typeof ConfigOperation>;
