export interface Paired<T> {
  readonly both: readonly (readonly [T, T])[];
  readonly onlyA: readonly T[];
  readonly onlyB: readonly T[];
}

/** What two lists have in common by key, and what each has alone; in their own order. `keyOnB` is what one of A is called on B. */
export function paired<T>(
  a: readonly T[],
  b: readonly T[],
  key: (one: T) => string,
  keyOnB: (one: T) => string = key,
): Paired<T> {
  const those = new Map(b.map((one) => [key(one), one]));
  const taken = new Set<string>();
  const both: [T, T][] = [];
  const onlyA: T[] = [];
  for (const one of a) {
    const wanted = keyOnB(one);
    const other = those.get(wanted);
    if (other === undefined) onlyA.push(one);
    else {
      both.push([one, other]);
      taken.add(wanted);
    }
  }
  return { both, onlyA, onlyB: b.filter((one) => !taken.has(key(one))) };
}
