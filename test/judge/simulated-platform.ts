import type { RepetitionEvidence } from '../../src/judge/repetition-evidence.ts';
import { histogramOf } from '../../src/loadgen/interval-recorder.ts';
import { type Server, simulate } from '../../src/loadgen/simulation/simulate.ts';
import { randomFrom } from '../../src/random.ts';
import type { Plan } from '../../src/scenarios/types.ts';
import { bytes } from '../../src/units.ts';
import { pass, phase, plan } from './evidence-builder.ts';

/** How a platform differs from itself, as standard deviations of the logarithm of its service time. */
export interface Variation {
  readonly repetitions: number;
  readonly seconds: number;
  readonly requests: number;
}

/** Four repetitions a side of 8 s, at 40 records a second: 1,280 records for p99. */
export const PAIR_PLAN: Plan = plan({
  repetitions: 4,
  // Making payloads would take most of the time, and nobody looks at them.
  records: { ...plan().records, size: { kind: 'fixed', bytes: bytes(32) } },
  groups: [],
  phases: [phase('steady', 'measured', 0, 8, 40)],
});

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Answers requests around `medianMicros`; a repetition, a second and a request each have luck of their own. */
function variablePlatform(seed: string, medianMicros: number, variation: Variation): Server {
  const random = randomFrom(seed);
  const luck = (spread: number): number => Math.exp(spread * normal(random));
  const repetition = luck(variation.repetitions);
  const bySecond = new Map<number, number>();
  return (now) => {
    const second = Math.floor(now / 1e6);
    const ofSecond = bySecond.get(second) ?? luck(variation.seconds);
    bySecond.set(second, ofSecond);
    const service = medianMicros * repetition * ofSecond * luck(variation.requests);
    return { at: now + Math.round(service), outcome: 'acknowledged' };
  };
}

/** A sound pass whose latencies the load generator recorded against such a platform, on a virtual clock. */
export function simulatedPass(
  target: string,
  repetition: number,
  { seed, medianMicros, variation }: { seed: string; medianMicros: number; variation: Variation },
): RepetitionEvidence {
  const server = variablePlatform(`${seed} ${target} ${repetition}`, medianMicros, variation);
  const { histograms } = simulate(PAIR_PLAN, server);
  const it = pass({ plan: PAIR_PLAN, target, repetition });
  return {
    ...it,
    samples: it.samples
      .filter(({ path }) => path === 'produce')
      .map((log) => ({
        ...log,
        intervals: histograms
          .filter(({ kind }) => kind === log.kind)
          .map(({ second, pairs }) => ({ second, histogram: histogramOf(pairs) })),
      })),
  };
}
