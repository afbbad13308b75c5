import { Decimal } from 'decimal.js';
import { LIST_PRICES } from '../../src/cost-model/prices/net-prices.ts';
import { usualQuestion } from '../../src/cost-model/pricing/question.ts';
import { workloadFigures } from '../../src/cost-model/pricing/workload-figures.ts';
import type { Figure } from '../../src/cost-model/types/figures.ts';
import type { CostResult, LineItem, PlatformCost, UnpricedItem } from '../../src/cost-model/types/result.ts';
import type { Category } from '../../src/cost-model/types/shape.ts';
import { fixturePlan } from './fixture-plan.ts';

/** Each line's quantity is a figure of its own. */
const quantityFigure = (item: string, quantity: string): string => `quantity/${item}/${quantity}`;

function line(
  category: Category,
  item: string,
  quantity: string,
  unit: string,
  unitPrice: string,
  explanation: string,
  more: Partial<LineItem> = {},
): LineItem {
  return {
    category,
    item,
    period: 'month',
    paidTo: category === 'labor' ? 'team' : 'cloud',
    quantity,
    unit,
    unitPrice,
    amount: new Decimal(quantity).times(unitPrice).toFixed(),
    provenance: category === 'labor' ? 'assumed' : 'list-price',
    priceSource: category === 'labor' ? 'assumption:engineerHourly' : 'AWS price list, us-east-1',
    priceDate: category === 'labor' ? 'undated' : '2026-07-20',
    basis: explanation,
    explanation,
    expression: { figure: quantityFigure(item, quantity) },
    priceKey: `fixture.${category}.${unitPrice}`,
    tier: 0,
    ...more,
  };
}

const VARIANT = 'in three zones';

const UNPRICED: UnpricedItem = {
  category: 'support',
  item: 'Support plan',
  period: 'month',
  paidTo: 'vendor',
  quantity: '1',
  unit: 'plan',
  basis: 'One plan:',
  why: 'no price is in the book',
  expression: { figure: 'supportPlans' },
  priceKey: 'fixture.support-plan',
};

function platform(name: string, title: string, lineItems: readonly LineItem[]): PlatformCost {
  const add = (period: string) =>
    lineItems
      .filter((item) => item.period === period)
      .reduce((sum, item) => sum.plus(item.amount), new Decimal(0))
      .toFixed();
  return {
    platform: name,
    variant: 'three-zones',
    title: `${title} ${VARIANT}`,
    platformTitle: title,
    variantTitle: VARIANT,
    targets: [name === 'apache-kafka' ? 'local-kafka' : 'local-tiered'],
    total: add('month'),
    totalIsLowerBound: name.endsWith('tiered'),
    oneTime: add('once'),
    lineItems,
    unpriced: name.endsWith('tiered') ? [UNPRICED] : [],
  };
}

const figure = (value: number, unit: string, source: string, provenance: Figure['provenance'] = 'assumed'): Figure => ({
  value,
  unit,
  provenance,
  source,
  low: provenance === 'assumed' ? value * 0.8 : null,
  high: provenance === 'assumed' ? value * 1.25 : null,
});

const transfer = [
  line('network', 'Producers to brokers across zones', '171093.75', 'GiB', '0.02', '2 of 3 bytes leave their zone'),
  line('network', 'Replication across zones', '513281.25', 'GiB', '0.02', 'two further replicas in other zones'),
  line('network', 'Consumers across zones', '513281.25', 'GiB', '0.02', '2 of 3 bytes, three times'),
];

const people = [line('labor', 'Running the cluster', '60', 'hours', '95', 'hours a month at an hourly rate')];

const priced: CostResult = {
  schemaVersion: 1,
  currency: 'USD',
  hoursPerMonth: 730,
  region: 'us-east-1',
  pricedAt: '2026-11-20T00:00:00Z',
  priceBook: { name: 'AWS us-east-1', date: '2026-07-20', ageDays: 123 },
  pricesUsed: null,
  terms: LIST_PRICES,
  prices: {},
  notPriced: [],
  question: usualQuestion('fixture', '2026-11-20T00:00:00Z'),
  answers: null,
  workload: fixturePlan.plan.production,
  figures: {
    averageIngress: figure(100, 'MiB/s', 'scenario:production.averageIngress'),
    fanOut: figure(3, 'count', 'scenario:production.fanOut'),
    diskHeadroom: figure(0.4, 'fraction', 'assumption:diskHeadroom'),
    brokers: figure(21, 'count', 'max(throughput, storage)', 'modelled'),
  },
  platforms: [
    platform('apache-kafka', 'Apache Kafka on EC2', [
      line('compute', 'Brokers, m7g.4xlarge', '15330', 'hours', '0.6528', '21 brokers × 730 hours'),
      line('broker-storage', 'Disks, gp3', '302400', 'GB-month', '0.08', 'three replicas, seven days, with headroom'),
      ...transfer,
      ...people,
      line('migration', 'Moving in', '200', 'hours', '95', 'one-time work', {
        period: 'once',
        paidTo: 'team',
        provenance: 'assumed',
        priceSource: 'assumption:engineerHourly',
      }),
    ]),
    platform('apache-kafka-tiered', 'Apache Kafka on EC2, tiered to S3', [
      line('compute', 'Brokers, m7g.4xlarge', '10950', 'hours', '0.6528', '15 brokers × 730 hours'),
      line('broker-storage', 'Disks, gp3', '43200', 'GB-month', '0.08', 'three replicas, one day, with headroom'),
      line(
        'object-capacity',
        'S3 Standard, first 50 TB',
        '51200',
        'GB-month',
        '0.023',
        'one copy of the closed segments',
      ),
      line(
        'object-capacity',
        'S3 Standard, next 450 TB',
        '9275',
        'GB-month',
        '0.022',
        'one copy of the closed segments',
      ),
      line('object-requests', 'Writes', '13140', 'thousand', '0.005', 'one part each 20 MiB'),
      ...transfer,
      ...people,
    ]),
  ],
  measured: [
    {
      name: 'achieved rate per broker',
      target: 'local-kafka',
      value: 2.6,
      unit: 'MiB/s',
      used: false,
      because: ['it is a stand-in', 'the rate per broker is less than half of production'],
    },
  ],
};

const pricedLines = priced.platforms.flatMap(({ lineItems }) => lineItems);

export const fixtureCost: CostResult = {
  ...priced,
  figures: {
    ...workloadFigures(priced.workload, priced.hoursPerMonth),
    ...priced.figures,
    supportPlans: figure(1, 'plan', 'the fixture', 'modelled'),
    ...Object.fromEntries(
      pricedLines.flatMap(({ item, quantity, priceKey, unit, unitPrice, priceSource, provenance }) => [
        [quantityFigure(item, quantity), figure(Number(quantity), unit, 'the fixture', 'modelled')],
        [`price/${priceKey}/0`, figure(Number(unitPrice), `USD per ${unit}`, priceSource, provenance)],
      ]),
    ),
  },
  prices: Object.fromEntries(
    pricedLines.map(({ priceKey, unit, unitPrice }) => [
      priceKey,
      { unit, vendor: null, tiers: [{ upTo: null, figure: `price/${priceKey}/0`, listPrice: unitPrice }] },
    ]),
  ),
};
