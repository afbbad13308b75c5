/** Quotas are kept over windows of seconds. */
const LONGEST_MS = 3_600_000;

/** The pause that an answer asks for; RangeError where no broker would: then it is not its answer that was read. */
export function throttleOf(millis: number): number {
  if (millis < 0 || millis > LONGEST_MS) throw new RangeError(`a pause of ${millis} ms is asked for`);
  return millis;
}
