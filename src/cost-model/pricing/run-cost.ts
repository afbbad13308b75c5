import type { ProductionWorkload } from '../../scenarios/production.ts';
import { recordsInPhase } from '../../scenarios/schedule.ts';
import type { Target } from '../../scenarios/target-types.ts';
import type { Plan } from '../../scenarios/types.ts';
import { bytes, bytesPerSecond, GIB, milliseconds } from '../../units.ts';
import { scaled, sum, toCents } from '../arithmetic/money.ts';
import { LIST_PRICES } from '../prices/net-prices.ts';
import type { PriceBook } from '../types/prices.ts';
import { priceWorkload } from './price-workload.ts';
import { usualQuestion } from './question.ts';
import { type CostedPlatform, deployedShape, HOURS_PER_MONTH, noBookOf } from './saved-prices.ts';

const NO_DAY = '1970-01-01T00:00:00Z';

/** What running the PoC itself costs on one target. */
export interface RunCost {
  readonly target: string;
  readonly hours: number;
  readonly gibWritten: number;
  readonly gibRead: number;
  readonly charge:
    | { readonly kind: 'none'; readonly why: string }
    | { readonly kind: 'modelled'; readonly usd: string; readonly isLowerBound: boolean; readonly why: string }
    | { readonly kind: 'unpriced'; readonly why: string };
}

/**
 * The run's own load, priced as if a cluster of the target's shape were rented for its duration at
 * list price. Only what a cloud charges counts: nobody's hours, and no cluster that stands anyway.
 */
export function runCost(
  plan: Plan,
  targets: readonly Target[],
  { platforms, books }: { readonly platforms: readonly CostedPlatform[]; readonly books: readonly PriceBook[] },
): readonly RunCost[] {
  const load = loadOf(plan);
  return targets.map((target) => ({
    target: target.name,
    hours: load.seconds / 3600,
    gibWritten: load.bytesWritten / GIB,
    gibRead: load.bytesRead / GIB,
    charge: chargeFor(target, plan, load, platforms, books),
  }));
}

interface Load {
  /** Over all repetitions. */
  readonly seconds: number;
  readonly bytesWritten: number;
  readonly bytesRead: number;
  readonly peakRecordsPerSecond: number;
}

function loadOf(plan: Plan): Load {
  const seconds = Math.max(...plan.phases.map((phase) => phase.endSecond));
  const records = plan.phases.reduce((total, phase) => total + recordsInPhase(phase), 0);
  const bytes = records * plan.records.meanBytes * plan.repetitions;
  return {
    seconds: seconds * plan.repetitions,
    bytesWritten: bytes,
    // Each group reads at most everything, and each repetition ends with one complete reading.
    bytesRead: bytes * (plan.groups.length + 1),
    peakRecordsPerSecond: Math.max(...plan.phases.flatMap(({ fromRate, toRate }) => [fromRate, toRate])),
  };
}

function chargeFor(
  target: Target,
  plan: Plan,
  load: Load,
  platforms: readonly CostedPlatform[],
  books: readonly PriceBook[],
): RunCost['charge'] {
  if (target.connect.kind === 'local') return { kind: 'none', why: 'no charge: it runs on this machine' };
  const platform = platforms.find(({ name }) => name === target.platform);
  const shape = platform === undefined ? null : deployedShape(platform, target);
  if (shape === null) return { kind: 'unpriced', why: `this version has no cost shape for ${target.platform}` };
  if (!books.some(({ region }) => region === target.deployment.region)) {
    return { kind: 'unpriced', why: noBookOf(target.deployment.region) };
  }
  const { platforms: priced, notPriced } = priceWorkload(
    {
      workload: workloadOf(plan, load),
      shapes: [shape],
      books,
      hoursPerMonth: HOURS_PER_MONTH,
      // Neither ages of prices nor answers are asked for.
      startedAt: NO_DAY,
      terms: LIST_PRICES,
      business: {},
      overrides: {},
      question: usualQuestion('', NO_DAY),
      notPriced: [],
      measured: [],
    },
    'leave out',
  );
  const [cost] = priced;
  const { title } = shape.variant;
  if (cost === undefined) {
    return { kind: 'unpriced', why: `${shape.title} ${title}: ${notPriced.map(({ why }) => why).join('; ')}` };
  }
  const monthly = sum(cost.lineItems.filter(({ paidTo }) => paidTo === 'cloud').map(({ amount }) => amount));
  return {
    kind: 'modelled',
    usd: toCents(scaled(monthly, load.seconds / 3600 / HOURS_PER_MONTH)),
    isLowerBound: cost.totalIsLowerBound,
    why: `modelled: ${title} at list price, rented for the run alone`,
  };
}

/** The run as a workload: its own rates and sizes, in production's zones, kept for as long as it lasts. */
function workloadOf(plan: Plan, load: Load): ProductionWorkload {
  const seconds = load.seconds / plan.repetitions;
  return {
    ...plan.production,
    averageIngress: bytesPerSecond(load.bytesWritten / load.seconds),
    peakIngress: bytesPerSecond(load.peakRecordsPerSecond * plan.records.meanBytes),
    fanOut: load.bytesRead / load.bytesWritten,
    retentionMs: milliseconds(Math.min(plan.retentionMs, seconds * 1e3)),
    compressionRatio: 1,
    partitions: plan.topics.reduce((total, topic) => total + topic.partitions, 0),
    replication: Math.max(...plan.topics.map((topic) => topic.replication ?? plan.production.replication)),
    replayBytesPerDay: bytes(0),
    growthPerMonth: 0,
    recordBytes: plan.records.meanBytes,
  };
}
