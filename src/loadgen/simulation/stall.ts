/**
 * One experiment with a known answer: records due at a constant rate, each answered `serviceMs` after it was
 * sent, and once nothing answered for `stallSeconds`. At most `outstanding` records are sent and not answered,
 * as with any client that waits for answers; the others wait, and go with the next tick.
 */
export interface Stall {
  readonly recordsPerSecond: number;
  readonly runSeconds: number;
  readonly stallSeconds: number;
  readonly serviceMs: number;
  readonly outstanding: number;
  readonly tickMs: number;
}

/**
 * The response time (ms, from due to answered) below which the share `p` of all records lies.
 *
 * Let records be due at rate λ during T, the stall last S from time A to B = A + S, and s be the service time.
 * By Little's law N outstanding records are answered at the rate μ = N/s. With ρ = λ/μ = λs/N:
 *
 * - Nothing is answered from A to B. A record due x after A, the λx-th since, is then answered when those before
 *   it are: at B + s + λx/μ. It has waited S + s − x + ρx = s + S − (1 − ρ)x.
 * - The same line goes on for records due after B, which join the queue, until it reaches s: at x = S/(1 − ρ).
 *   So λS/(1 − ρ) of the λT records wait, a share f = S/((1 − ρ)T), uniformly between s and s + S.
 * - The waits above quantile p make up 1 − p of all records; for p > 1 − f therefore
 *   R(p) = s + S · (1 − (1 − p)/f), and R(1) = s + S.
 * - Every other record takes s, after its tick. With several records a tick, m = λτ, they are handed over
 *   0, 1/λ, … (m − 1)/λ after they were due, equally many each: R(p) = s + (⌈qm⌉ − 1)/λ with q = p/(1 − f).
 *   The first record that the stall catches waited (m − 1)/λ for its tick too, which is added to its line.
 *
 * Records are answered up to N at a time every s and not one by one, so that the line is met to ± s. Linger is
 * none here; otherwise it is added to s for records outside the stall, at most once each.
 */
export function responseQuantileMs(stall: Stall, p: number): number {
  const { recordsPerSecond, runSeconds, stallSeconds, serviceMs, outstanding, tickMs } = stall;
  const perMs = recordsPerSecond / 1e3;
  const utilization = (perMs * serviceMs) / outstanding;
  const stalledShare = stallSeconds / ((1 - utilization) * runSeconds);
  const perTick = Math.max(1, perMs * tickMs);
  if (p > 1 - stalledShare) {
    const longestWait = stallSeconds * 1e3 + (perTick - 1) / perMs;
    return serviceMs + longestWait - (stallSeconds * 1e3 * (1 - p)) / stalledShare;
  }
  const q = p / (1 - stalledShare);
  return serviceMs + (Math.ceil(q * perTick) - 1) / perMs;
}
