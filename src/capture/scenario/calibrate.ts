/** What a generator's batches come to with so much of each value repeated: uncompressed ÷ compressed. */
export type RatioOf = (compressibility: number) => Promise<number>;

export interface Calibrated {
  readonly compressibility: number;
  /** What the generator reaches with it. */
  readonly ratio: number;
}

/** The compressibility with which the generator reaches a ratio, or comes closest to it. */
export async function calibrate(wanted: number, ratioOf: RatioOf): Promise<Calibrated> {
  const told = async (compressibility: number): Promise<Calibrated> => ({
    compressibility,
    ratio: await ratioOf(compressibility),
  });
  const none = await told(0);
  if (wanted <= none.ratio) return none;
  const all = await told(1);
  if (wanted >= all.ratio) return all;
  let [low, high] = [none, all];
  // Blocks of 64 bytes repeat in whole bytes: finer steps change nothing.
  while (high.compressibility - low.compressibility > 1 / 128) {
    const middle = await told((low.compressibility + high.compressibility) / 2);
    if (middle.ratio < wanted) low = middle;
    else high = middle;
  }
  const best = Math.abs(low.ratio - wanted) < Math.abs(high.ratio - wanted) ? low : high;
  return { ...best, compressibility: Number(best.compressibility.toFixed(4)) };
}
