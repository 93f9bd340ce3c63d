import { channel } from 'node:diagnostics_channel';

/** The places in an apply where something may die or fail, in their order. */
export const APPLY_POINTS = [
  'previewed',
  'begun',
  'locked',
  'checked',
  'backed-up',
  'temp-written',
  'kept',
  'checked-again',
  'renamed',
  'committed',
  'noted',
  'read-back',
  'settled',
  'ended',
] as const;
export type ApplyPoint = (typeof APPLY_POINTS)[number];

const points = channel('switchboard.apply');

/** Tells whoever watches this process from within (node:diagnostics_channel) how far an apply is; nobody does in use. */
export function reached(point: ApplyPoint): void {
  if (points.hasSubscribers) points.publish({ point });
}
