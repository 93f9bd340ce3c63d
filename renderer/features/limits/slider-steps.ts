const DIGITS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8] as const;
const DECADES = [10, 100, 1000, 10_000, 100_000] as const;

/** What the slider stops at: round numbers from 10 to a million, evenly far apart on a logarithmic scale. */
export const STEPS: readonly number[] = [
  ...DECADES.flatMap((decade) => DIGITS.map((digit) => digit * decade)),
  1_000_000,
];

/** The stop nearest to a number, by its index. */
export function stepNear(sockets: number): number {
  let best = 0;
  for (const [index, step] of STEPS.entries())
    if (
      Math.abs(Math.log(step / Math.max(1, sockets))) <
      Math.abs(Math.log((STEPS[best] ?? 1) / Math.max(1, sockets)))
    )
      best = index;
  return best;
}

/** A typed number of sockets ("20,000", "20 000"), or null where it is none between 1 and a uint's end. */
export function socketsOf(text: string): number | null {
  // Marks stand between groups of three only: "1.5" is no 15.
  if (!/^(?:\d{1,10}|\d{1,3}(?:[\s,.']\d{3}){1,3})$/.test(text.trim())) return null;
  const value = Number(text.replace(/\D/g, ''));
  return value >= 1 && value <= 4_294_967_295 ? value : null;
}
