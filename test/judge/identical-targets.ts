import { judgeRun } from '../../src/judge/judge.ts';
import { run } from './evidence-builder.ts';
import { PAIR_PLAN, simulatedPass } from './simulated-platform.ts';

const VARIATION = { repetitions: 0.2, seconds: 0.1, requests: 0.5 };
const REPETITIONS = [1, 2, 3, 4];

/** Of so many runs of two targets, how many claim that their p50 or their p99 of response differ. */
export function claimsOfDifference(runs: number, slower: number): { readonly p50: number; readonly p99: number } {
  const claimed = { p50: 0, p99: 0 };
  for (let seed = 0; seed < runs; seed++) {
    const passes = REPETITIONS.flatMap((repetition) => [
      simulatedPass('a', repetition, { seed: `run ${seed}`, medianMicros: 20_000, variation: VARIATION }),
      simulatedPass('b', repetition, { seed: `run ${seed}`, medianMicros: 20_000 * slower, variation: VARIATION }),
    ]);
    const { comparison } = judgeRun(run(passes, { plan: { ...PAIR_PLAN, seed } })).summary;
    for (const percentile of ['p50', 'p99'] as const) {
      const row = comparison.find(({ metric, phase }) => metric === `produce.response.${percentile}` && phase === null);
      if (row === undefined || row.claim === 'indicative') throw new Error(`${percentile} was not compared`);
      if (row.claim === 'differs') claimed[percentile]++;
    }
  }
  return claimed;
}
