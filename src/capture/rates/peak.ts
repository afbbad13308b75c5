/** Slots that a peak lasts at least: a single one may hold what the slot before it should have had. */
const PEAK_SLOTS = 3;

export interface Peak {
  readonly perSecond: number;
  readonly seconds: number;
}

/** The highest average over three slots in a row, or over all where there are fewer. */
export function peakOf(counts: ArrayLike<number>, slotSeconds: number): Peak {
  const slots = Math.min(PEAK_SLOTS, counts.length);
  const seconds = slots * slotSeconds;
  let most = 0;
  let sum = 0;
  for (let at = 0; at < counts.length; at++) {
    sum += counts[at] as number;
    if (at >= slots) sum -= counts[at - slots] as number;
    if (at >= slots - 1) most = Math.max(most, sum);
  }
  return { perSecond: seconds > 0 ? most / seconds : 0, seconds };
}

/** How long the rate stayed above a share of its peak, the longest such stretch, in seconds. */
export function burstSeconds(counts: ArrayLike<number>, slotSeconds: number, aboveRecords: number): number {
  let longest = 0;
  let now = 0;
  for (let at = 0; at < counts.length; at++) {
    now = (counts[at] as number) >= aboveRecords ? now + 1 : 0;
    longest = Math.max(longest, now);
  }
  return longest * slotSeconds;
}
