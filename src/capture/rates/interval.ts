/** Slots of a short capture last a second; a longer one has about this many, of up to ten seconds … */
const SLOTS = 200;
const LONG_SLOT_SECONDS = 10;
/** … and never more than this, so that a day fits into memory. */
const MOST_SLOTS = 1_000;

/** Seconds between two looks at the ends, for a capture of so many seconds. */
export function slotSeconds(seconds: number): number {
  const fine = Math.min(Math.max(1, seconds / SLOTS), LONG_SLOT_SECONDS);
  return Math.max(fine, seconds / MOST_SLOTS);
}

/** Two looks, a slot apart, are the least that says a rate. */
export const FEWEST_SECONDS = 2;
