const Z = 1.959963984540054;

/** Of 1 to 4 degrees of freedom, where the expansion is not good enough. */
const FEW = [12.7062, 4.30265, 3.18245, 2.77645];

/**
 * The 97.5% quantile of Student's t: the Cornish-Fisher expansion of Abramowitz and Stegun, 26.7.5; right to four
 * digits from 5 degrees of freedom on.
 */
export function student975(degrees: number): number {
  const few = FEW[degrees - 1];
  if (few !== undefined) return few;
  const n = degrees;
  const g1 = (Z ** 3 + Z) / 4;
  const g2 = (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96;
  const g3 = (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384;
  const g4 = (79 * Z ** 9 + 776 * Z ** 7 + 1482 * Z ** 5 - 1920 * Z ** 3 - 945 * Z) / 92_160;
  return Z + g1 / n + g2 / n ** 2 + g3 / n ** 3 + g4 / n ** 4;
}
