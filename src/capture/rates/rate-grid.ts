/** What was written to each topic in each slot of time: in memory as large as topics × slots. */
export class RateGrid {
  readonly startMs: number;
  readonly slotMs: number;
  readonly #counts: Float64Array[];
  readonly #slots: number;

  constructor(topics: number, { startMs, slotMs, slots }: { startMs: number; slotMs: number; slots: number }) {
    this.startMs = startMs;
    this.slotMs = slotMs;
    this.#slots = slots;
    this.#counts = Array.from({ length: topics }, () => new Float64Array(slots));
  }

  /** Records that came between two looks, spread evenly over that time; what lies outside the grid is left out. */
  add(topic: number, fromMs: number, toMs: number, records: number): void {
    const counts = this.#counts[topic];
    if (counts === undefined || records === 0) return;
    const length = toMs - fromMs;
    const first = Math.max(0, Math.floor((fromMs - this.startMs) / this.slotMs));
    const last = Math.min(this.#slots - 1, Math.floor((toMs - this.startMs) / this.slotMs));
    for (let slot = first; slot <= last; slot++) {
      const from = Math.max(fromMs, this.startMs + slot * this.slotMs);
      const to = Math.min(toMs, this.startMs + (slot + 1) * this.slotMs);
      const share = length > 0 ? Math.max(0, to - from) / length : 1;
      counts[slot] = (counts[slot] as number) + records * share;
    }
  }

  /** Records of the topic in the first `slots` slots. */
  counts(topic: number, slots: number): Float64Array {
    return (this.#counts[topic] ?? new Float64Array(0)).subarray(0, slots);
  }
}
