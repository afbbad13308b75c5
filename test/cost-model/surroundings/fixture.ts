import { LIST_PRICES } from '../../../src/cost-model/prices/net-prices.ts';
import { type PricedWorkload, priceWorkload } from '../../../src/cost-model/pricing/price-workload.ts';
import { usualQuestion } from '../../../src/cost-model/pricing/question.ts';
import type { Surroundings } from '../../../src/cost-model/surroundings/types.ts';
import { withSurroundings } from '../../../src/cost-model/surroundings/with-surroundings.ts';
import type { Price, PriceBook, Terms } from '../../../src/cost-model/types/prices.ts';
import type { Overrides } from '../../../src/cost-model/types/request.ts';
import type { PricedShape, QuantityLine } from '../../../src/cost-model/types/shape.ts';
import { demo } from '../fixture.ts';

const STARTED_AT = '2026-11-21T00:00:00Z';

const tier = (unitPrice: string, upTo: number | null = null) =>
  ({ upTo, unitPrice, provenance: 'list-price', source: 'by hand', date: '2026-11-01' }) as const;

const price = (key: string, unit: string, tiers: Price['tiers']): Price => ({ key, unit, tiers, note: null });

const book: PriceBook = {
  name: 'by hand',
  vendor: 'aws',
  region: 'us-east-1',
  currency: 'USD',
  date: '2026-11-01',
  prices: [
    price('node', 'instance-hour', [tier('0.5')]),
    price('licence', 'month', [tier('1000')]),
    price('aws.transfer.cross-zone', 'GiB-direction', [tier('0.01')]),
    price('aws.support.business', 'USD', [tier('0.1', 2000), tier('0.07')]),
    price('aws.support.enterprise', 'USD', [tier('0.15')]),
  ],
};

const nodes: QuantityLine = {
  category: 'compute',
  period: 'month',
  paidTo: 'cloud',
  item: 'Nodes',
  price: { book: 'node' },
  unit: 'instance-hour',
  quantity: 'nodes * hours',
  explanation: 'Nodes run all month:',
};

const licence: QuantityLine = {
  category: 'vendor',
  period: 'month',
  paidTo: 'vendor',
  item: 'Licence',
  price: { book: 'licence' },
  unit: 'month',
  quantity: 'month',
  explanation: 'A month of it:',
};

/** 10 nodes × 730 h × $0.5 = $3,650 to the cloud, and where it is licensed $1,000 to the vendor. */
export const shape = (platform: string, isLicensed = false): PricedShape => ({
  platform,
  title: platform,
  variant: {
    name: 'plain',
    title: 'by hand',
    assumptions: {
      nodes: { value: 10, unit: 'instance', provenance: 'assumed', source: 'assumption:nodes', low: null, high: null },
    },
    derived: [],
    quantities: isLicensed ? [nodes, licence] : [nodes],
  },
});

export const NO_SURROUNDINGS: Surroundings = { ecosystem: {}, baseline: null, support: 'none' };

interface Change {
  readonly surroundings?: Partial<Surroundings>;
  readonly overrides?: Overrides;
  readonly terms?: Partial<Terms>;
}

export function priced(shapes: readonly PricedShape[], change: Change = {}): PricedWorkload {
  return priceWorkload({
    workload: demo,
    shapes: withSurroundings(shapes, { ...NO_SURROUNDINGS, ...change.surroundings }),
    books: [book],
    hoursPerMonth: 730,
    startedAt: STARTED_AT,
    terms: { ...LIST_PRICES, ...change.terms },
    business: {},
    overrides: change.overrides ?? {},
    question: usualQuestion('fixture', STARTED_AT),
    notPriced: [],
    measured: [],
  });
}

export const given = (values: Readonly<Record<string, number>>): Overrides =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, source: 'test' }]));

/** Amounts of a platform's lines by item; tiers of one line added up are not needed here: one each. */
export const amounts = (result: PricedWorkload, platform: string): Readonly<Record<string, readonly string[]>> => {
  const lines = result.platforms.find((one) => one.platform === platform)?.lineItems ?? [];
  const items = [...new Set(lines.map(({ item }) => item))];
  return Object.fromEntries(
    items.map((item) => [item, lines.filter((line) => line.item === item).map(({ amount }) => amount)]),
  );
};
