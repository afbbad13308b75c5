import { readFileSync } from 'node:fs';
import { LIST_PRICES } from '../../src/cost-model/prices/net-prices.ts';
import { readPriceBook } from '../../src/cost-model/prices/price-book.ts';
import { costResult } from '../../src/cost-model/pricing/cost-result.ts';
import { usualQuestion } from '../../src/cost-model/pricing/question.ts';
import { type CostedPlatform, shapesOf } from '../../src/cost-model/pricing/saved-prices.ts';
import type { PriceBook } from '../../src/cost-model/types/prices.ts';
import type { Overrides } from '../../src/cost-model/types/request.ts';
import type { CostResult } from '../../src/cost-model/types/result.ts';
import type { CostShape } from '../../src/cost-model/types/shape.ts';
import { cost as blockStorage } from '../../src/platforms/apache-kafka/cost.ts';
import { cost as tiered } from '../../src/platforms/apache-kafka-tiered/cost.ts';
import { PRODUCTION_DEFAULTS, type ProductionWorkload } from '../../src/scenarios/production.ts';
import type { Target } from '../../src/scenarios/target-types.ts';
import { bytes, bytesPerSecond, GIB, MIB, milliseconds } from '../../src/units.ts';

const STARTED_AT = '2026-11-21T00:00:00Z';

export const DAY_MS = 86_400_000;

const BOOK_FILE = new URL('../../price-books/aws-us-east-1-2026-11-21.yaml', import.meta.url);

const bookText = readFileSync(BOOK_FILE, 'utf8');
export const book = readPriceBook(bookText, 'price-books/aws-us-east-1-2026-11-21.yaml');

/** The first variant of a platform. */
const first = ({ variants }: CostShape): CostShape => ({ variants: variants.slice(0, 1) });

export const platforms: readonly CostedPlatform[] = [
  { name: 'blocks', title: 'Blocks', cost: first(blockStorage) },
  { name: 'tiered', title: 'Tiered', cost: first(tiered) },
  { name: 'unknown-cost', title: 'Without a cost shape', cost: null },
];

/** The production workload of scenarios/demo.yaml. */
export const demo: ProductionWorkload = {
  ...PRODUCTION_DEFAULTS,
  averageIngress: bytesPerSecond(100 * MIB),
  peakIngress: bytesPerSecond(200 * MIB),
  fanOut: 3,
  retentionMs: milliseconds(7 * DAY_MS),
  compressionRatio: 1,
  partitions: 300,
  replication: 3,
  zones: 3,
  growthPerMonth: 0.03,
  recordBytes: bytes(1024),
};

export const gibPerSecond = (rate: number) => bytesPerSecond(rate * GIB);

export function target(name: string, platform: string, assumptions: Target['deployment']['assumptions'] = {}): Target {
  return {
    name,
    platform,
    connect: { kind: 'remote', bootstrap: ['broker.example:9092'], security: { tls: true, caFile: null, sasl: null } },
    topicConfigs: {},
    clusterId: 'cluster',
    budget: { mibPerSecond: 10, gib: 10, minutes: 10, usd: 10 },
    environment: 'test',
    allowWrite: [],
    deployment: { cloud: 'aws', region: 'us-east-1', assumptions },
  };
}

interface Change {
  readonly assumptions?: Target['deployment']['assumptions'];
  readonly books?: readonly PriceBook[];
  readonly hoursPerMonth?: number;
  readonly workload?: Partial<ProductionWorkload>;
  readonly cost?: CostShape;
  readonly overrides?: Overrides;
}

/** Prices one platform of the fixture; the demo's workload unless changed. */
export function price(name: string, change: Change = {}): CostResult {
  const platform = platforms.find((candidate) => candidate.name === name);
  if (platform === undefined) throw new Error(`no platform ${name} in the fixture`);
  return costResult({
    workload: { ...demo, ...change.workload },
    shapes: shapesOf({ ...platform, cost: change.cost ?? platform.cost }, target('t', name, change.assumptions)),
    books: change.books ?? [book],
    hoursPerMonth: change.hoursPerMonth ?? 730,
    startedAt: STARTED_AT,
    terms: LIST_PRICES,
    business: {},
    overrides: change.overrides ?? {},
    question: usualQuestion('fixture', STARTED_AT),
    notPriced: [],
    measured: [],
  });
}

/** Exact dollars of one platform's lines in a category. */
export function linesOf(result: CostResult, category: string) {
  return (result.platforms[0]?.lineItems ?? []).filter((line) => line.category === category);
}
