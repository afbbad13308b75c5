import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedPriceBooks } from '../../../src/commands/price-books.ts';
import { formatProblems } from '../../../src/commands/problems.ts';
import { BUSINESS_FIGURES } from '../../../src/cost-model/business/business-figures.ts';
import { netPrices } from '../../../src/cost-model/prices/net-prices.ts';
import { type PricedWorkload, priceWorkload } from '../../../src/cost-model/pricing/price-workload.ts';
import { usualQuestion } from '../../../src/cost-model/pricing/question.ts';
import { shapesOf } from '../../../src/cost-model/pricing/saved-prices.ts';
import { BUSINESS_WORDS } from '../../../src/cost-model/sheet/business-words.ts';
import { onEveryTier } from '../../../src/cost-model/sheet/every-tier.ts';
import { readSheet } from '../../../src/cost-model/sheet/read-sheet.ts';
import type { AssumptionsSheet } from '../../../src/cost-model/sheet/types.ts';
import { COMPONENT_FIGURES } from '../../../src/cost-model/surroundings/types.ts';
import { withSurroundings } from '../../../src/cost-model/surroundings/with-surroundings.ts';
import { WorkbenchError } from '../../../src/errors.ts';
import { platforms } from '../../../src/platforms/index.ts';
import { demo } from '../fixture.ts';

const read = (lines: string): AssumptionsSheet => readSheet(`name: tco\n${lines}`, 'tco.yaml');

function messages(text: string): string {
  try {
    readSheet(text, 'sheet.yaml');
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    expect(error.exitStatus).toBe(2);
    return formatProblems(error);
  }
  return 'accepted';
}

/** Two platforms under what a sheet says, at the shipped prices. */
function priced(sheet: AssumptionsSheet): PricedWorkload {
  const startedAt = '2026-11-21T00:00:00Z';
  const named = platforms.filter(({ name }) => ['apache-kafka', 'warpstream'].includes(name));
  const baseline = 'apache-kafka/block-storage';
  const books = shippedPriceBooks().filter(({ region }) => region === 'us-east-1');
  return priceWorkload({
    workload: sheet.workload ?? demo,
    shapes: withSurroundings(
      named.flatMap((platform) => shapesOf(platform)),
      { ecosystem: sheet.ecosystem, baseline, support: sheet.workload?.support ?? 'business' },
    ),
    books,
    hoursPerMonth: 730,
    startedAt,
    terms: sheet.terms,
    business: BUSINESS_FIGURES,
    overrides: onEveryTier(sheet.overrides, netPrices(books, sheet.terms)),
    question: { ...usualQuestion('sheet', startedAt), ...sheet.asked, baseline },
    notPriced: [],
    measured: [],
  });
}

describe('a bad sheet gets every mistake at once, with line, key and what to do:', () => {
  const folder = join(import.meta.dirname, 'bad');
  it.each(readdirSync(folder))('%s', (name) => {
    const text = readFileSync(join(folder, name, 'sheet.yaml'), 'utf8');
    expect(`${messages(text)}\n`).toBe(readFileSync(join(folder, name, 'expected.txt'), 'utf8'));
  });
});

describe('a sheet', () => {
  it('with nothing but a name changes nothing', () => {
    expect(read('')).toEqual({
      file: 'tco.yaml',
      name: 'tco',
      owner: null,
      approver: null,
      date: null,
      workload: null,
      support: null,
      overrides: {},
      ecosystem: {},
      terms: { discounts: [], purchase: 'on-demand', currency: null, tax: null },
      asked: {},
      platforms: [],
      region: null,
      budget: null,
    });
  });

  it('says who answers for it, and of which day it is', () => {
    const head = 'owner: Platform team\napprover: Finance\ndate: 2026-11-21\n';
    const rest = 'platforms: [apache-kafka]\nregion: us-east-1\ncloud: AWS\nbudget: 40000\nsupport: none';
    expect(read(head + rest)).toMatchObject({
      owner: 'Platform team',
      approver: 'Finance',
      date: '2026-11-21',
      platforms: ['apache-kafka'],
      region: 'us-east-1',
      budget: 40_000,
      support: 'none',
    });
  });

  it('gives each number its place in the sheet as its source, and the words beside it', () => {
    const { overrides } = read(`
rates: { engineerRate: { value: 110, low: 90, high: 130, source: payroll of 2026 } }
assumptions: { apache-kafka/block-storage/operationsHours: 60 }
prices: { aws.s3.standard.put: 0.004, aws.s3.standard.storage/1: { value: 0.02, low: 0.01, high: 0.021 } }
`);
    expect(overrides).toEqual({
      engineerRate: { value: 110, low: 90, high: 130, source: 'sheet:tco.yaml:rates.engineerRate (payroll of 2026)' },
      'apache-kafka/block-storage/operationsHours': {
        value: 60,
        source: 'sheet:tco.yaml:assumptions.apache-kafka/block-storage/operationsHours',
      },
      'price/aws.s3.standard.put': { value: 0.004, source: 'sheet:tco.yaml:prices["aws.s3.standard.put"]' },
      'price/aws.s3.standard.storage/1': {
        value: 0.02,
        low: 0.01,
        high: 0.021,
        source: 'sheet:tco.yaml:prices["aws.s3.standard.storage/1"]',
      },
    });
  });

  it('asks only what it says, and takes 8% and 0.08 for the same', () => {
    const { asked, overrides } = read(`
business: { horizonMonths: 24, firstMonth: 2027-04, fiscalYearStartsIn: 4, discountRatePerYear: 8%, overlapMonths: 3 }
baseline: apache-kafka
candidate: warpstream/s3
`);
    expect(asked).toEqual({
      horizonMonths: 24,
      firstMonth: '2027-04',
      fiscalYearStartsIn: 4,
      baseline: 'apache-kafka',
      candidate: 'warpstream/s3',
    });
    expect(overrides['business/discountRatePerYear']?.value).toBe(0.08);
    expect(overrides['business/overlapMonths']?.value).toBe(3);
    expect(read('business: { discountRatePerYear: 0.08 }').overrides['business/discountRatePerYear']?.value).toBe(0.08);
  });

  it('says terms as shares and decimals, with the place of each discount', () => {
    const { terms } = read(`
terms:
  discounts: [{ vendor: aws, percent: 7% }, { key: aws.ec2, percent: 12.5, source: contract of May }]
  purchase: committed-1y
  currency: { currency: EUR, perUsd: 0.92, date: 2026-11-20, source: European Central Bank }
  tax: { percent: 19, source: "VAT, Germany" }
`);
    expect(terms).toEqual({
      discounts: [
        { of: { vendor: 'aws' }, share: 0.07, source: 'sheet:tco.yaml:terms.discounts[0]' },
        { of: { key: 'aws.ec2' }, share: 0.125, source: 'sheet:tco.yaml:terms.discounts[1] (contract of May)' },
      ],
      purchase: 'committed-1y',
      currency: { currency: 'EUR', perUsd: '0.92', date: '2026-11-20', source: 'European Central Bank' },
      tax: { share: 0.19, source: 'VAT, Germany' },
    });
  });

  it('decides what becomes of the ecosystem, and keeps what it only counts', () => {
    const { ecosystem, overrides } = read(`
ecosystem:
  connectors: { decision: replace, units: 12, costAMonth: 90, replacedCostAMonth: 60, hoursToReplace: 10 }
  private-networking: { units: 4 }
  observability: { decision: replace, replacedShare: 3% }
`);
    expect(ecosystem).toEqual({ connectors: 'replace', 'private-networking': 'keep', observability: 'replace' });
    const values = Object.fromEntries(Object.entries(overrides).map(([name, { value }]) => [name, value]));
    expect(values).toEqual({
      connectors: 12,
      connectorRate: 90,
      connectorReplacedRate: 60,
      connectorReplacementHours: 10,
      privateLinks: 4,
      observabilityReplacedShare: 0.03,
    });
  });
});

describe('what a sheet says is priced:', () => {
  it('connectors in their number at their cost, kept by who stays and replaced by who moves', () => {
    const { platforms: costs } = priced(
      read(
        'ecosystem: { connectors: { decision: replace, units: 12, costAMonth: 90, replacedCostAMonth: 60, hoursToReplace: 10 } }\nrates: { engineerRate: 110 }',
      ),
    );
    const lines = (platform: string) =>
      (costs.find((cost) => cost.platform === platform)?.lineItems ?? [])
        .filter(({ item }) => /onnectors/.test(item))
        .map(({ amount, period }) => [period, Number(amount)]);
    // 12 × 90; 12 × 60; 12 × 10 h × 110.
    expect(lines('apache-kafka')).toEqual([['month', 1080]]);
    expect(lines('warpstream').toSorted()).toEqual([
      ['month', 720],
      ['once', 13_200],
    ]);
  });

  it('its workload, with its place as the source of every figure that it states', () => {
    const { figures, workload } = priced(
      read('workload: { mebibytesASecond: 100, busiestHourTimesAverage: 2, daysKept: 7, timesRead: 3 }'),
    );
    expect(workload).toMatchObject({ averageIngress: 104_857_600, retentionMs: 604_800_000 });
    expect(figures.fanOut?.source).toBe('sheet:tco.yaml:workload.timesRead');
    expect(figures.peakIngress).toMatchObject({
      value: 200,
      source: 'sheet:tco.yaml:workload.busiestHourTimesAverage',
    });
    expect(figures.producers?.source).toBe('assumption:producers');
  });

  it('the example that is shipped, every number of which is a figure of the model', () => {
    const file = 'scenarios/assumptions.example.yaml';
    const sheet = readSheet(readFileSync(join(import.meta.dirname, '../../..', file), 'utf8'), file);
    const { figures } = priced(sheet);
    const { value } = figures['price/aws.ec2.m7g.xlarge/0'] ?? {};
    expect(value).toBe(0.14);
    expect(figures['apache-kafka/block-storage/engineerRate']).toMatchObject({ value: 110, low: 90, high: 130 });
    expect(figures['business/discountRatePerYear']?.value).toBe(0.08);
  });

  it('every word of the business case and of the ecosystem is about a figure that there is', () => {
    const everywhere = Object.keys(COMPONENT_FIGURES).map((name) => `${name}: { decision: replace }`);
    const { figures } = priced(read(`ecosystem: { ${everywhere.join(', ')} }`));
    const names = new Set(Object.keys(figures).map((name) => name.split('/').at(-1)));
    for (const { figure } of Object.values(BUSINESS_WORDS)) expect(names).toContain(figure.split('/').at(-1));
    for (const { units, keptRate, replacedRate, hours } of Object.values(COMPONENT_FIGURES)) {
      for (const figure of [units, keptRate, replacedRate, hours]) if (figure !== null) expect(names).toContain(figure);
    }
  });
});
