import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CostResult } from '../../src/cost-model/types/result.ts';
import { plus, times } from '../cost-model/decimal-strings.ts';
import { demo } from '../cost-model/fixture.ts';
import { refusals, root, typed } from './cost/typed-cost.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workbench-cost-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const cost = async (...args: string[]): Promise<string> => (await typed('scenarios/demo.yaml', ...args)).text;
const costJson = async (...args: string[]): Promise<CostResult> => JSON.parse(await cost('--json', ...args));

const MINE = `name: Negotiated
vendor: aws
region: us-east-1
currency: USD
date: 2026-11-01
prices:
  - { key: aws.ec2.m7g.xlarge, unit: instance-hour, price: 0.1, source: our contract, date: 2026-11-01 }
`;
const ids = ({ platforms }: CostResult) => platforms.map(({ platform, variant }) => `${platform}/${variant}`);

describe('workbench cost', () => {
  it('prices every platform in every variant, of the scenario’s production workload', async () => {
    const result = await costJson('--all');
    expect(result.workload).toEqual(demo);
    expect(ids(result)).toHaveLength(22);
    expect(result.notPriced).toEqual([]);
    for (const { total, oneTime, lineItems } of result.platforms) {
      for (const { quantity, unitPrice, amount } of lineItems) expect(times(quantity, unitPrice)).toBe(amount);
      const of = (period: string) => lineItems.filter((line) => line.period === period).map(({ amount }) => amount);
      expect(plus(of('month'))).toBe(total);
      expect(plus(of('once'))).toBe(oneTime);
    }
  });

  it('prices a platform in all of its variants, or one of them, in the order asked', async () => {
    expect(ids(await costJson('-p', 'automq/byoc-s3-wal', '-p', 'apache-kafka'))).toEqual([
      'automq/byoc-s3-wal',
      'apache-kafka/block-storage',
      'apache-kafka/fetch-from-follower',
    ]);
  });

  it('says that it is a model, of which workload, with prices of which date', async () => {
    const text = (await cost('--platform', 'apache-kafka')).replaceAll(/\s+/g, ' ');
    expect(text).toContain('A model, not a bill: 100 MiB/s written on average (200 MiB/s at the peak), read 3 times');
    expect(text).toContain('of 2026-11-21, 0 days old');
    expect(text).toContain('The prices used are of 2024-07-01 to 2026-07-20; the oldest is 873 days old.');
    expect(text).toContain('Prices older than a year, to be checked before they are relied on');
    expect(text).toContain('This is a model until a representative, valid and transferable run');
  });

  it('prices the first month whatever the growth, which is in what later months say', async () => {
    const growing = (share: string) => costJson('-p', 'apache-kafka', '--set', `production.growthPerMonth=${share}`);
    const [still, grown] = [await growing('0%'), await growing('3%')];
    expect(grown.platforms.map(({ total }) => total)).toEqual(still.platforms.map(({ total }) => total));
    const months = (result: CostResult) => result.answers?.comparison.rows[0]?.atMonths ?? [];
    expect(months(still)[0]).toBe(months(still)[2]);
    expect(months(grown)[0]).toBe(months(still)[0]);
    expect(Number(months(grown)[2])).toBeGreaterThan(2 * Number(months(grown)[0]));
  });

  it('takes a workload from flags alone, and says of each figure which flag it is from', async () => {
    const { text } = await typed('--ingress', '100MiB/s', '--fan-out', '3', '--retention', '7d', '--all', '--json');
    const { figures, workload } = JSON.parse(text) as CostResult;
    expect(workload).toMatchObject({ averageIngress: 104_857_600, fanOut: 3, retentionMs: 604_800_000 });
    expect(figures.fanOut?.source).toBe('flag:--fan-out');
    expect(figures.partitions?.source).toBe('assumption:partitions');
  });

  it('takes flags over a scenario, which moves the peak with the average', async () => {
    const { workload, figures } = await costJson('-p', 'apache-kafka', '--ingress', '50MiB/s');
    expect(workload).toMatchObject({ averageIngress: 52_428_800, peakIngress: 104_857_600, fanOut: 3 });
    expect(figures.averageIngress?.source).toBe('flag:--ingress');
    expect(figures.fanOut?.source).toBe('scenario:production.fanOut');
  });

  it('takes an assumptions sheet, whose ranges, sides and terms hold', async () => {
    const sheet = 'scenarios/assumptions.example.yaml';
    const { text } = await typed('--assumptions', sheet, '--all', '--json');
    const result = JSON.parse(text) as CostResult;
    expect(result.sheet?.owner).toEqual(expect.any(String));
    const sourced = Object.values(result.figures).filter(({ source }) => source.startsWith(`sheet:${sheet}`));
    expect(sourced.length).toBeGreaterThan(5);
    expect(sourced.some(({ low, high }) => low !== null && high !== null)).toBe(true);
  });

  it('takes a price book of one’s own, discounts, purchase terms, a currency and a tax', async () => {
    const brokers = (result: CostResult) =>
      result.platforms[0]?.lineItems.find(({ item }) => item.startsWith('Brokers'));
    const mine = await costJson('-p', 'apache-kafka', '--price-book', written('mine.yaml', MINE));
    expect(brokers(mine)).toMatchObject({ unitPrice: '0.1', priceSource: 'our contract', priceDate: '2026-11-01' });
    const less = await costJson('-p', 'apache-kafka', '--discount', 'aws=20%');
    // 0.1632 less a fifth.
    expect(brokers(less)).toMatchObject({ unitPrice: '0.13056', provenance: 'assumed' });
    const euros = await costJson('-p', 'apache-kafka', '--currency', 'EUR=0.5@2026-11-01:a bank');
    expect(euros.currency).toBe('EUR');
    expect(brokers(euros)?.unitPrice).toBe('0.0816');
    const spot = await costJson('-p', 'apache-kafka', '--purchase', 'spot');
    expect(spot.platforms[0]?.unpriced.map(({ why }) => why)).toContain(
      '"aws.ec2.m7g.xlarge" has no spot price in any book',
    );
    const taxed = await costJson('-p', 'apache-kafka', '--tax', '19%:VAT');
    const [row] = taxed.answers?.comparison.rows ?? [];
    const { cloud = '0', vendor = '0' } = row?.byPayee ?? {};
    expect(Number(row?.tax)).toBeCloseTo(0.19 * (Number(cloud) + Number(vendor)), 2);
  });

  it('explains an item down to its sources', async () => {
    const text = await cost('-p', 'apache-kafka', '--explain', 'Replication between zones');
    expect(text).toContain('scenario:production.averageIngress');
    expect(text).toContain('AWS documentation as quoted in open-guides/og-aws#715');
    expect(await refusals('scenarios/demo.yaml', '-p', 'apache-kafka', '--explain', 'Replicaton')).toHaveLength(1);
  });

  it('fails a budget that a platform is above, or that a lower bound cannot decide', async () => {
    const within = await typed('scenarios/demo.yaml', '-p', 'apache-kafka', '--budget', '70000');
    expect(within).toMatchObject({ status: 0, text: expect.stringContaining('Every platform is within the budget') });
    const above = await typed('scenarios/demo.yaml', '-p', 'apache-kafka', '--budget', '100');
    expect(above).toMatchObject({ status: 1, text: expect.stringContaining('is above the budget of $100.00') });
    const open = await typed('scenarios/demo.yaml', '-p', 'automq/byoc-s3-wal', '--budget', '70000');
    expect(open).toMatchObject({ status: 1, text: expect.stringContaining('cannot be decided') });
  });

  it('writes the report as five files, and prices a workbook that comes back', async () => {
    await cost('-p', 'apache-kafka', '--out', join(folder, 'tco'));
    expect(readdirSync(join(folder, 'tco')).toSorted()).toEqual([
      'cost.csv',
      'cost.html',
      'cost.json',
      'cost.md',
      'cost.xlsx',
    ]);
    const saved = JSON.parse(readFileSync(join(folder, 'tco/cost.json'), 'utf8')) as CostResult;
    const { text } = await typed('--assumptions', join(folder, 'tco/cost.xlsx'), '--json');
    expect(JSON.parse(text)).toEqual(saved);
    const shown = await typed(join(folder, 'tco/cost.json'), '--json');
    expect(JSON.parse(shown.text)).toEqual(saved);
    // What would change it is refused, not ignored.
    for (const whole of [[join(folder, 'tco/cost.json')], ['--assumptions', join(folder, 'tco/cost.xlsx')]]) {
      const [refusal] = await refusals(...whole, '--fan-out', '5', '--tax', '19%:VAT');
      expect(refusal).toContain('--fan-out, --tax cannot change them');
    }
  });

  it('refuses everything that is wrong in one go', async () => {
    expect(await refusals('scenarios/demo.yaml')).toEqual(['no platform is named']);
    expect(await refusals('--all')).toEqual(['no workload is given']);
    const wrong = await refusals(
      ...['scenarios/demo.yaml', '-p', 'kafak', '--retention', '0d', '--fan-out', '0', '--cloud', 'gcp'],
      ...['--horizon', '0', '--first-month', 'May', '--hours-per-month', '24'],
    );
    expect(wrong).toHaveLength(7);
    expect(wrong.join('\n')).toContain('there is no platform "kafak"');
    expect(wrong.join('\n')).toMatch(/Google Cloud/i);
    const broken = written('broken.yaml', MINE.replace('price: 0.1', 'price: -0.1'));
    const books = await refusals('scenarios/demo.yaml', '--all', '--price-book', broken, '--price-book', 'none.yaml');
    expect(books).toEqual([expect.any(String), expect.stringContaining('none.yaml cannot be read: ENOENT')]);
    expect(await refusals('scenarios/demo.yaml', '--all', '--region', 'eu-west-9')).toHaveLength(1);
    expect(await refusals('scenarios/demo.yaml', '-p', 'apache-kafka', '--against', 'warpstream')).toHaveLength(1);
    expect(await refusals('scenarios/demo.yaml', '--all', '--budget', 'much')).toHaveLength(1);
  });

  it('refuses a workload that no instance can carry', async () => {
    const one = ['--ingress', '5GiB/s', '--fan-out', '1', '--retention', '1d', '--partitions', '1'];
    const [refusal] = await refusals(...one, '-p', 'apache-kafka/block-storage');
    expect(refusal).toMatch(/it carries at most/);
  });

  it('says what differs between two scenarios, two books and two saved results', async () => {
    const changed = join(folder, 'changed.yaml');
    cpSync(join(root, 'scenarios/demo.yaml'), changed);
    writeFileSync(changed, readFileSync(changed, 'utf8').replace('fanOut: 3', 'fanOut: 4'));
    const scenarios = await typed('diff', 'scenarios/demo.yaml', changed, '-p', 'apache-kafka');
    expect(scenarios.text).toContain('fan out');
    const same = await typed('diff', 'scenarios/demo.yaml', 'scenarios/demo.yaml', '-p', 'apache-kafka');
    expect(same.text).toBe('Both say the same.');
    const books = ['--book-after', written('mine.yaml', MINE)];
    const dearer = await typed('diff', 'scenarios/demo.yaml', 'scenarios/demo.yaml', '-p', 'apache-kafka', ...books);
    expect(dearer.text).toContain('aws.ec2.m7g.xlarge');
    await cost('-p', 'apache-kafka', '--out', join(folder, 'before'));
    await typed(changed, '-p', 'apache-kafka', '--out', join(folder, 'after'));
    const saved = await typed('diff', join(folder, 'before/cost.json'), join(folder, 'after/cost.json'));
    expect(saved.text).toBe(scenarios.text);
    const [refusal] = await refusals(
      'diff',
      join(folder, 'before/cost.json'),
      changed,
      ...books.with(0, '--book-before'),
    );
    expect(refusal).toContain(': --book-before cannot change them');
  });
});
