import { z } from 'zod';
import { CheckState } from './common';
import { ChangeRequest, StationId } from './readiness';
import { RecipeInfo, RecipeValues } from './recipes';

/** What takes an application's sockets; `other`: only IIS's own part is set up. */
export const setupKinds = ['aspnet', 'aspnet-core', 'iisnode', 'http-platform', 'proxy', 'other'] as const;
export const SetupKind = z.enum(setupKinds);
export type SetupKind = z.infer<typeof SetupKind>;

export const FrontProduct = z.enum(['nginx', 'haproxy', 'arr', 'other']);
export type FrontProduct = z.infer<typeof FrontProduct>;

/** The steps of the page, in order. */
export const setupSteps = ['application', 'socket', 'changes', 'apply', 'proof'] as const;
export const SetupStep = z.enum(setupSteps);
export type SetupStep = z.infer<typeof SetupStep>;

/** What was answered for one application; kept on disk, so that every step can be left and taken up again. */
export const SetupAnswers = z.object({
  step: SetupStep,
  /** null: as it is guessed from the configuration. */
  kind: SetupKind.nullable(),
  /** Parameters of the kind's recipe, as typed. */
  values: RecipeValues,
  /** How many sockets are expected at a time; null: not known. */
  sockets: z.number().int().min(1).max(4_294_967_295).nullable(),
  /** What stands between the clients and this server; null: nothing, or not answered. */
  front: z
    .object({
      product: FrontProduct,
      /** Seconds of silence after which it cuts; null: not known. */
      timeoutS: z.number().int().min(1).max(604_800).nullable(),
    })
    .nullable(),
  /** Where somebody decided otherwise than proposed, by item: leave it out, do it, or do its alternative. */
  ticks: z.record(z.string().max(120), z.enum(['no', 'yes', 'other'])),
});
export type SetupAnswers = z.infer<typeof SetupAnswers>;

/** How the application stood when its set-up was begun. */
export const SetupBegun = z.object({
  at: z.string(),
  verdict: z.string(),
  stations: z.array(
    z.object({ id: StationId, title: z.string(), state: CheckState, note: z.string().max(200) }),
  ),
});
export type SetupBegun = z.infer<typeof SetupBegun>;

const Way = z.object({
  title: z.string(),
  requests: z.array(ChangeRequest).min(1),
  /** Every application touched, by "site/path". */
  touches: z.array(z.string()),
  /** One sentence without its end; null where only the preview tells. */
  cost: z.string().nullable(),
});

/** One change to make. `blocks`: no socket opens without it. `cuts`: sockets are refused or cut. `advice`: neither. */
export const SetupItem = Way.extend({
  id: z.string(),
  need: z.enum(['blocks', 'cuts', 'advice']),
  /** Why, in one sentence. */
  reason: z.string(),
  alternative: Way.optional(),
  /** What has to be there first, in one sentence: until then it can't be chosen. */
  waits: z.string().optional(),
  /** What is chosen now. */
  tick: z.enum(['no', 'yes', 'other']),
});
export type SetupItem = z.infer<typeof SetupItem>;

/** Something that can't be set from here, or is not known. */
export const SetupElsewhere = z.object({
  id: z.string(),
  title: z.string(),
  state: CheckState,
  /** What to do, and where. */
  sentence: z.string(),
  /** The very setting, to be copied. */
  text: z.string().optional(),
});
export type SetupElsewhere = z.infer<typeof SetupElsewhere>;

export const SetupPlan = z.object({
  revision: z.number().int(),
  site: z.string(),
  application: z.string(),
  guess: z.object({
    kind: SetupKind,
    sentence: z.string(),
    /** Where that was read: "web.config, line 12". */
    places: z.array(z.string()),
  }),
  /** The guess, or what was answered. */
  kind: SetupKind,
  /** "Chat needs 2 changes before a socket opens." */
  verdict: z.string(),
  /** In the order in which they are to be made. */
  items: z.array(SetupItem),
  done: z.array(z.object({ id: z.string(), title: z.string(), sentence: z.string() })),
  elsewhere: z.array(SetupElsewhere),
  /** Where two pieces of advice stood against each other: how that was settled, and why. */
  settled: z.array(z.string()),
  /** What the kind has to be told; null where nothing is placed for it. */
  recipe: z
    .object({ info: RecipeInfo, values: RecipeValues, problems: z.record(z.string(), z.string()) })
    .nullable(),
});
export type SetupPlan = z.infer<typeof SetupPlan>;
