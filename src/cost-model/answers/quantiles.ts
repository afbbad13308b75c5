/** Linear between order statistics, as R and NumPy do unless told otherwise (type 7 of Hyndman and Fan). */
export function quantile(ascending: ArrayLike<number>, share: number): number {
  const position = share * (ascending.length - 1);
  const below = Math.floor(position);
  const low = ascending[below] as number;
  const high = ascending[Math.min(below + 1, ascending.length - 1)] as number;
  return low + (high - low) * (position - below);
}

/** 10th to 90th percentile of what is there; nulls where that is less than half of all. */
export function eightOfTen(
  found: readonly number[],
  all: number,
): { readonly low: number | null; readonly high: number | null } {
  if (found.length === 0 || found.length < all / 2) return { low: null, high: null };
  const ascending = Float64Array.from(found).sort();
  return { low: quantile(ascending, 0.1), high: quantile(ascending, 0.9) };
}
