import { Sample } from '../../src/capture/sampling/sample.ts';
import { sumWindow, type WindowSums } from '../../src/capture/sampling/window-sums.ts';

export const emptySample = (): Sample => new Sample(10_000);

/** What a window shows whose records have these keys, by their hashes. */
export function windowOfKeys(keys: readonly number[]): WindowSums {
  const sums = sumWindow([], { from: 0, to: keys.length }, () => 0);
  sums.records = keys.length;
  sums.seen = keys.length;
  sums.keyed = keys.length;
  for (const key of keys) {
    // Spread over the range of hashes, as hashes are.
    const hash = (key * 0x9e37_79b9_7f4a) % 2 ** 48;
    sums.keys.set(hash, (sums.keys.get(hash) ?? 0) + 1);
  }
  return sums;
}
