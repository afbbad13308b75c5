/** The most of n that a true rate of 5% reaches with a probability of 99.9%, from the binomial distribution. */
export function mostByChance(n: number): number {
  let term = 0.95 ** n;
  let upTo = term;
  let k = 0;
  while (upTo < 0.999) {
    k++;
    term *= ((n - k + 1) / k) * (0.05 / 0.95);
    upTo += term;
  }
  return k;
}
