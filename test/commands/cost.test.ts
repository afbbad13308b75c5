import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { costCommand } from '../../src/commands/cost.ts';
import type { CostResult } from '../../src/cost-model/types/result.ts';
import { plus } from '../cost-model/decimal-strings.ts';
import { demo, price } from '../cost-model/fixture.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workbench-cost-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

async function run(build: typeof costCommand, ...args: string[]): Promise<string> {
  const lines: string[] = [];
  const effects = { out: (text: string) => lines.push(text), cwd: root, now: () => new Date('2026-11-21T08:00:00Z') };
  await build(effects).exitOverride().parseAsync(args, { from: 'user' });
  return lines.join('\n');
}
const cost = (...args: string[]): Promise<string> => run(costCommand, 'scenarios/demo.yaml', ...args);
const costJson = async (...args: string[]): Promise<CostResult> => JSON.parse(await cost('--json', ...args));

const MINE = `name: Negotiated
vendor: aws
region: us-east-1
currency: USD
date: 2026-11-01
prices:
  - { key: aws.ec2.m7g.xlarge, unit: instance-hour, price: 0.1, source: our contract, date: 2026-11-01 }
`;

describe('workbench cost', () => {
  it('prices the demo’s production workload, which is the one that the tests add up by hand', async () => {
    const result = await costJson('--all');
    expect(result.workload).toEqual(demo);
    expect(result.platforms.map(({ platform, total }) => [platform, total])).toEqual([
      ['apache-kafka', price('blocks').platforms[0]?.total],
      ['apache-kafka-tiered', price('tiered').platforms[0]?.total],
    ]);
    expect(result.priceBook.ageDays).toBe(124);
  });

  it('names with --all the platforms that it cannot price', async () => {
    const { notPriced = [] } = await costJson('--all');
    expect(notPriced.map(({ platform }) => platform).toSorted()).toEqual([
      'amazon-msk',
      'automq',
      'confluent-cloud',
      'warpstream',
    ]);
    expect(await cost('--all')).toContain('warpstream is not priced: this version has no cost shape for it.');
  });

  it('prints a table by category whose cells add up to the totals', async () => {
    const rows = (await cost('--all')).split('\n');
    const cells = (row: string): string[] =>
      row
        .trim()
        .split(/ {2,}/)
        .map((cell) => cell.replaceAll(' ', ''));
    const total = cells(rows.find((row) => row.startsWith('total')) ?? '');
    expect(total).toEqual(['total', '54618.69', '32085.15']);
    const categories = rows.filter((row) => /^(compute|broker|network|ecosystem|labor|object)/.test(row)).map(cells);
    expect(categories).toHaveLength(7);
    for (const column of [1, 2]) {
      const amounts = categories.map((row) => row[column] ?? '').filter((cell) => cell !== '–');
      // Each cell is rounded to the cent.
      expect(Math.abs(Number(plus(amounts)) - Number(total[column]))).toBeLessThan(0.05);
    }
  });

  it('says that it is a model, of which workload, with prices of which date', async () => {
    const text = await cost('--platform', 'apache-kafka');
    expect(text).toContain(
      'A model, not a bill: 100 MiB/s written on average (200 MiB/s at the peak), read 3 times, kept 7 days',
    );
    expect(text).toContain('AWS us-east-1 of 2026-07-20, 124 days old');
    expect(text).toContain('The prices used are of 2024-07-01 to 2026-07-20; the oldest is 873 days old.');
    expect(text).toMatch(/Prices older than a year, to be checked before they are relied on: .*gp3/);
    expect(text).not.toMatch(/sav(e|ing)|cheap/i);
  });

  it('names a price that is older than a year once, however many platforms use it', async () => {
    const { platforms, pricesUsed } = await costJson('--all');
    const old = pricesUsed?.olderThanAYear ?? [];
    const users = (item: string) => platforms.filter(({ lineItems }) => lineItems.some((line) => line.item === item));
    expect(old.some((item) => users(item).length > 1)).toBe(true);
    expect(new Set(old).size).toBe(old.length);
  });

  it('says of which month the total is: the first, whatever the growth', async () => {
    const growing = (share: string) =>
      cost('--platform', 'apache-kafka', '--set', `production.growthPerMonth=${share}`);
    const [still, grown] = [await growing('0%'), await growing('3%')];
    expect(still).toContain("The month priced is the first one, at today's volume.");
    expect(grown).toContain(
      "The month priced is the first one, at today's volume: growth of 3% a month is not applied yet.",
    );
    const total = (text: string) => text.split('\n').find((line) => line.startsWith('total'));
    expect(total(grown)).toBe(total(still));
  });

  it('takes a changed scenario and a price book of one’s own', async () => {
    const changed = await costJson('--platform', 'apache-kafka', '--set', 'production.fanOut=1');
    expect(changed.workload.fanOut).toBe(1);
    const mine = await costJson('--platform', 'apache-kafka', '--price-book', written('mine.yaml', MINE));
    const brokers = mine.platforms[0]?.lineItems.find(({ item }) => item.startsWith('Brokers'));
    expect(brokers).toMatchObject({ unitPrice: '0.1', priceSource: 'our contract', priceDate: '2026-11-01' });
    expect(mine.priceBook.name).toBe('AWS us-east-1 + Negotiated');
  });

  it('refuses unknown platforms and those without a price, by name, all at once', async () => {
    await expect(cost('--platform', 'kafak', '--platform', 'warpstream')).rejects.toMatchObject({
      exitStatus: 2,
      problems: [
        { what: 'there is no platform "kafak"' },
        { what: expect.stringContaining('warpstream cannot be priced') },
      ],
    });
    await expect(cost()).rejects.toMatchObject({ exitStatus: 2, problems: [{ what: 'no platform is named' }] });
  });

  it('refuses broken price books with every mistake of every file', async () => {
    const broken = written('broken.yaml', MINE.replace('price: 0.1', 'price: -0.1'));
    await expect(
      cost('--all', '--price-book', broken, '--price-book', join(folder, 'none.yaml')),
    ).rejects.toMatchObject({
      exitStatus: 2,
      problems: [
        { at: { file: broken, line: 7 } },
        { what: expect.stringContaining('none.yaml cannot be read: ENOENT') },
      ],
    });
  });
});
