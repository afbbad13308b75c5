import { fileURLToPath } from 'node:url';
import { shippedPriceBooks } from '../src/commands/price-books.ts';
import { type Samples, samplesOf } from '../src/cost-model/answers/samples.ts';
import { uncertainFigures } from '../src/cost-model/answers/uncertain-figures.ts';
import { uncertaintyOf } from '../src/cost-model/answers/uncertainty.ts';
import { type CostModel, modelOf } from '../src/cost-model/model/cost-model.ts';
import { evaluateCases } from '../src/cost-model/model/evaluate-cases.ts';
import { LIST_PRICES } from '../src/cost-model/prices/net-prices.ts';
import { type PricedWorkload, priceWorkload } from '../src/cost-model/pricing/price-workload.ts';
import { usualQuestion } from '../src/cost-model/pricing/question.ts';
import { HOURS_PER_MONTH, shapesOf } from '../src/cost-model/pricing/saved-prices.ts';
import { withSurroundings } from '../src/cost-model/surroundings/with-surroundings.ts';
import { platforms } from '../src/platforms/index.ts';
import { readScenario } from '../src/scenarios/read.ts';
import type { BenchOptions } from './index.ts';
import { totalsOf } from './one-by-one.ts';
import { type BenchResult, median, significant } from './result.ts';

const SCENARIO = fileURLToPath(new URL('../scenarios/demo.yaml', import.meta.url));
const STARTED_AT = '2026-11-21T00:00:00Z';

/** Sampling 10,000 times on all platforms is to take less. */
const SECONDS_GOAL = 2;
const SAMPLES_GOAL = 10_000;

/** Times as many samples a second as one after the other. */
const RATIO_GOAL = 100;

/** One after the other takes so long that fewer will do. */
const ONE_BY_ONE = 50;

/** Two sums of the same doubles in another order. */
const SAME = 1e-9;

/**
 * Samples of the demo's workload on every platform that is priced: the columns of model/evaluate-cases.ts beside each
 * sample computed by itself with the recursion that pricing uses, A B B A. Both must give the same totals.
 */
export async function benchCost({ records: samples, rounds, onProgress }: BenchOptions): Promise<BenchResult> {
  const priced = demo();
  const model = modelOf(priced);
  const given = samplesOf(uncertainFigures(model), Math.max(samples, ONE_BY_ONE), 'bench');
  assertSame(model, given);
  const columns = (): number => timed(samples, () => evaluateCases(model, { count: samples, given }));
  const oneByOne = (): number =>
    timed(ONE_BY_ONE, () => {
      for (let at = 0; at < ONE_BY_ONE; at++) totalsOf(model, given, at);
    });
  const answer = (): number =>
    timed(SAMPLES_GOAL, () => {
      const drawn = samplesOf(uncertainFigures(model), SAMPLES_GOAL, 'bench');
      uncertaintyOf(model, { ...priced.question, samples: SAMPLES_GOAL }, drawn);
    });
  // Until the compiler is done with them.
  columns();
  oneByOne();
  const rates = { columns: [] as number[], oneByOne: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    rates.columns.push(columns());
    rates.oneByOne.push(oneByOne(), oneByOne());
    rates.columns.push(columns());
  }
  const [ours, theirs] = [median(rates.columns), median(rates.oneByOne)];
  const seconds = significant(SAMPLES_GOAL / answer());
  const ratio = significant(ours / theirs);
  onProgress(`${model.platforms.length} platforms, ${Object.keys(given).length} uncertain figures`);
  return {
    bench: 'cost',
    ratio,
    goal: RATIO_GOAL,
    unit: 'samples per second, all at once ÷ one after the other; at least the goal: higher is better',
    missed: [
      ...(ratio >= RATIO_GOAL ? [] : [`${ratio} times the samples per second, at least ${RATIO_GOAL}`]),
      ...(seconds < SECONDS_GOAL ? [] : [`${seconds} s for ${SAMPLES_GOAL} samples, less than ${SECONDS_GOAL}`]),
    ],
    rows: [
      {
        name: 'all at once',
        samplesPerSecond: Math.round(ours),
        secondsFor10000: significant(SAMPLES_GOAL / ours),
        platforms: model.platforms.length,
        turns: rates.columns.map(Math.round),
      },
      {
        name: 'one after the other',
        samplesPerSecond: Math.round(theirs),
        secondsFor10000: significant(SAMPLES_GOAL / theirs),
        platforms: model.platforms.length,
        turns: rates.oneByOne.map(Math.round),
      },
      { name: 'drawn, computed and ranked', secondsFor10000: seconds, platforms: model.platforms.length },
    ],
  };
}

function demo(): PricedWorkload {
  const { plan } = readScenario(SCENARIO, { set: [] });
  const surroundings = { ecosystem: {}, baseline: null, support: plan.production.support };
  return priceWorkload({
    workload: plan.production,
    shapes: withSurroundings(
      platforms.flatMap((platform) => shapesOf(platform)),
      surroundings,
    ),
    books: shippedPriceBooks(),
    hoursPerMonth: HOURS_PER_MONTH,
    startedAt: STARTED_AT,
    terms: LIST_PRICES,
    business: {},
    overrides: {},
    question: usualQuestion('bench', STARTED_AT),
    notPriced: [],
    measured: [],
  });
}

/** Samples a second. */
function timed(samples: number, work: () => void): number {
  const began = performance.now();
  work();
  return samples / ((performance.now() - began) / 1e3);
}

function assertSame(model: CostModel, given: Samples): void {
  const { platforms: all } = evaluateCases(model, { count: ONE_BY_ONE, given });
  for (let sample = 0; sample < ONE_BY_ONE; sample++) {
    for (const [at, total] of totalsOf(model, given, sample).entries()) {
      const ours = all[at]?.total[sample] ?? Number.NaN;
      if (Math.abs(ours / total - 1) <= SAME) continue;
      throw new Error(`${model.platforms[at]?.id}: ${ours} all at once, ${total} by itself, in sample ${sample}`);
    }
  }
}
