/** As many terms are added one by one; the rest is an integral. */
const EXACT_TERMS = 1_000;

/** The most that a scenario takes. */
const STEEPEST = 10;

/** Σ 1 ÷ k^s for k = 1 … count: exactly for the first terms, by Euler and Maclaurin's formula for the rest. */
export function harmonic(count: number, s: number): number {
  const exact = Math.min(count, EXACT_TERMS);
  let sum = 0;
  for (let k = 1; k <= exact; k++) sum += k ** -s;
  if (count <= EXACT_TERMS) return sum;
  const [a, b] = [EXACT_TERMS, count];
  const integral = Math.abs(s - 1) < 1e-12 ? Math.log(b / a) : (b ** (1 - s) - a ** (1 - s)) / (1 - s);
  return sum + integral + (b ** -s - a ** -s) / 2 - (s / 12) * (b ** (-s - 1) - a ** (-s - 1));
}

/**
 * The exponent of a Zipf distribution over so many keys whose first one has this share; null where none has: it
 * would be below an even share, or steeper than a scenario says.
 */
export function zipfExponent(hottestShare: number, count: number): number | null {
  if (count < 2 || hottestShare <= 1 / count || 1 / harmonic(count, STEEPEST) < hottestShare) return null;
  let low = 0;
  let high = STEEPEST;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (1 / harmonic(count, middle) < hottestShare) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
