import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CostResult } from '../../../src/cost-model/types/result.ts';
import { aNumber, aText, cellOf, type NewContent, withCell } from '../../report/xlsx/saved-cells.ts';
import { problems, refusals, typed, typedOn } from './typed-cost.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workbench-cost-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const DEMO = 'scenarios/demo.yaml';
const WORKLOAD = 'workload: { mebibytesASecond: 10, busiestHourTimesAverage: 2, daysKept: 7, timesRead: 3 }';

function sheet(...lines: readonly string[]): string {
  const path = join(folder, 'tco.yaml');
  writeFileSync(path, ['name: tco', ...lines].join('\n'));
  return path;
}
const json = async (...args: string[]): Promise<CostResult> => JSON.parse((await typed(...args, '--json')).text);

describe('what is said twice', () => {
  it('is refused: a scenario beside a sheet with a workload, also of two that are compared', async () => {
    const file = sheet(WORKLOAD);
    const both = `${DEMO} and ${file} both say what is written, kept and read`;
    expect(await refusals(DEMO, '--all', '--assumptions', file)).toEqual([both]);
    expect(await refusals('diff', DEMO, DEMO, '--all', '--assumptions', file)).toEqual([both]);
    const { workload } = await json(DEMO, '-p', 'warpstream', '--assumptions', sheet('rates: { engineerRate: 90 }'));
    expect(workload.averageIngress).toBe(100 * 1024 ** 2);
  });

  it('is refused: keys of a scenario where there is none, and platforms beside all of them', async () => {
    const said = await refusals(
      '--all',
      '-p',
      'kafak',
      '--assumptions',
      sheet(WORKLOAD),
      '--set',
      'production.fanOut=9',
    );
    expect(said).toEqual([
      '--set production.fanOut=9: there is no scenario to override a key of',
      '--platform kafak: --all is every platform already',
    ]);
  });
});

describe('a sheet', () => {
  const EXAMPLE = 'scenarios/assumptions.example.yaml';

  it('prices one platform alone, and says which of its rows that has no place for', async () => {
    const { platforms, sheet: kept } = await json('--assumptions', EXAMPLE, '-p', 'warpstream/s3');
    expect(platforms).toHaveLength(1);
    expect(kept?.unused).toContain('baseline');
    expect(kept?.unused).toContain('ecosystem.connectors.replacedCostAMonth');
    const { text } = await typed('--assumptions', EXAMPLE, '-p', 'warpstream/s3');
    expect(text).toContain('In the sheet, and not used by what is priced: baseline; ');
    expect((await json('--assumptions', EXAMPLE, '--all')).sheet?.unused).toBeUndefined();
  });

  it('is refused where nothing knows a name, with the one that is like it', async () => {
    const wrong = sheet(
      WORKLOAD,
      'prices: { aws.s3.standard.putt: 1 }',
      'rates: { enginerRate: 3 }',
      'baseline: kafak',
    );
    expect(await refusals('--assumptions', wrong, '-p', 'warpstream')).toEqual([
      'is a price that nothing asks for',
      'is no assumption',
      'is "kafak", and there is no such platform',
    ]);
    const names = sheet(WORKLOAD, 'prices: { aws.s3.standard.putt: 1 }', 'rates: { enginerRate: 3 }');
    const found = await problems('--assumptions', names, '-p', 'warpstream');
    expect(found).toHaveLength(2);
    expect(found.find(({ at }) => at?.key?.includes('putt'))?.todo).toBe('did you mean "aws.s3.standard.put"?');
  });

  it('states a price for each of its tiers, or for one of them', async () => {
    const key = 'aws.s3.standard.storage';
    const storage = async (prices: string): Promise<readonly unknown[]> => {
      const { figures } = await json('--assumptions', sheet(WORKLOAD, `prices: ${prices}`), '-p', 'warpstream/s3');
      return [0, 1, 2].map((tier) => figures[`price/${key}/${tier}`]?.value);
    };
    expect(await storage(`{ ${key}: 0.01 }`)).toEqual([0.01, 0.01, 0.01]);
    expect(await storage(`{ ${key}: 0.01, ${key}/1: 0.009 }`)).toEqual([0.01, 0.009, 0.01]);
  });

  it('says how long the month is, which then is said everywhere', async () => {
    const file = sheet(WORKLOAD, 'assumptions: { hours: 700 }');
    expect((await json('--assumptions', file, '-p', 'warpstream/s3')).hoursPerMonth).toBe(700);
    expect((await typed('--assumptions', file, '-p', 'warpstream/s3')).text).toContain('a month of 700 hours');
    const wrong = sheet(WORKLOAD, 'assumptions: { hours: 900 }');
    expect(await refusals('--assumptions', wrong, '-p', 'warpstream/s3')).toEqual(['is 900, which no month has']);
  });
});

describe('the length of a month', () => {
  it('is taken from four weeks to 31 days, as certain and as said by its flag', async () => {
    const { figures } = await json(DEMO, '-p', 'warpstream/s3', '--hours-per-month', '672');
    expect(figures.hours).toMatchObject({ value: 672, low: null, high: null, source: 'flag:--hours-per-month' });
    for (const wrong of ['671', '745', '0x2d0', '7e2']) {
      const [what] = await refusals(DEMO, '-p', 'warpstream/s3', '--hours-per-month', wrong);
      expect(what).toBe(`--hours-per-month is "${wrong}", which no month has`);
    }
  });
});

describe('what comes out', () => {
  it('beside an explanation, too, is the report and the verdict on the budget', async () => {
    const out = join(folder, 'tco');
    const args = [DEMO, '-p', 'apache-kafka/block-storage', '--explain', 'Broker disks', '--budget', '1', '--out', out];
    const { text, status } = await typed(...args);
    expect(status).toBe(1);
    expect(text).toContain('is above the budget of $1.00 a month');
    expect(JSON.parse(readFileSync(join(out, 'cost.json'), 'utf8')).schemaVersion).toBe(1);
  });

  it('is refused where a file stands in the folder’s place, and a budget that is no plain amount', async () => {
    const file = sheet();
    expect(await refusals(DEMO, '-p', 'warpstream/s3', '--out', file)).toEqual([
      `--out ${file}: there is a file where the folder would be`,
    ]);
    for (const wrong of ['0x10', '1e3', '', '-5']) {
      expect(await refusals(DEMO, '-p', 'warpstream/s3', `--budget=${wrong}`)).toHaveLength(1);
    }
  });

  it('says why an item has no price: not for want of a book, but of the terms', async () => {
    const { text } = await typed(DEMO, '-p', 'apache-kafka/block-storage', '--purchase', 'spot');
    expect(text.replaceAll(/\s+/g, ' ')).toContain('"aws.ec2.m7g.xlarge" has no spot price in any book');
    expect(text.replaceAll(/\s+/g, ' ')).not.toContain('no price book has aws.ec2.m7g.xlarge');
  });
});

describe('a workbook that comes back', () => {
  type Edit = readonly [sheet: string, row: string | number, column: string, content: NewContent];

  async function returned(args: readonly string[], ...edits: readonly Edit[]): Promise<string> {
    await typed(...args, '--out', folder);
    const file = join(folder, 'cost.xlsx');
    const edited = edits.reduce((bytes: Uint8Array, [name, row, column, content]) => {
      const names = name === 'Prices' ? [row, 1] : [row];
      return withCell(bytes, name, cellOf(bytes, name, names, column), content);
    }, readFileSync(file));
    writeFileSync(file, edited);
    return file;
  }
  const later = async (file: string): Promise<CostResult> =>
    JSON.parse((await typedOn('2027-01-20', '--assumptions', file, '--json')).text);

  it('keeps the budget of its sheet, and what was written about who answers for it', async () => {
    const file = await returned(
      ['--assumptions', sheet(WORKLOAD, 'budget: 1', 'owner: Platform'), '-p', 'warpstream/s3'],
      ['About', 'Approved by', 'B', aText('Finance')],
      ['About', 'Date', 'B', aNumber(46_347)],
      ['About', 'Remarks', 'B', aText('after the meeting')],
    );
    const { text, status } = await typed('--assumptions', file);
    expect(status).toBe(1);
    expect(text).toContain('is above the budget of $1.00 a month');
    // 46,347 days after 1899-12-30.
    const signed = { owner: 'Platform', approver: 'Finance', date: '2026-11-21', remarks: 'after the meeting' };
    expect((await later(file)).sheet).toMatchObject(signed);
  });

  it('is as old as it was until something in it is changed', async () => {
    const args = [DEMO, '-p', 'warpstream/s3'];
    expect(await later(await returned(args))).toMatchObject({ pricedAt: '2026-11-21T08:00:00.000Z' });
    const changed = await later(await returned(args, ['Inputs', 'fanOut', 'D', aNumber(4)]));
    // Sixty days later.
    expect(changed).toMatchObject({ pricedAt: '2027-01-20T08:00:00.000Z', priceBook: { ageDays: 60 } });
    expect(changed.pricesUsed?.oldestAgeDays).toBe(((await json(...args)).pricesUsed?.oldestAgeDays ?? 0) + 60);
  });

  it('is refused, with what to do about it, where its workload is too much for the baseline', async () => {
    const file = await returned(
      [DEMO, '-p', 'apache-kafka/block-storage', '-p', 'warpstream/s3'],
      ['Inputs', 'partitions', 'D', aNumber(1)],
      ['Inputs', 'averageIngress', 'D', aNumber(5000)],
    );
    const [problem] = await problems('--assumptions', file);
    expect(problem?.what).toMatch(/^Apache Kafka .* is priced no more: the workload asks for/);
    expect(problem?.todo).toContain('Change the cells');
  });

  it('has a changed price as it is paid, under a discount and in another currency', async () => {
    const terms = ['--discount', 'aws=20%', '--currency', 'EUR=0.5@2026-11-01:a bank'];
    const file = await returned(
      [DEMO, '-p', 'apache-kafka/block-storage', ...terms],
      ['Prices', 'aws.ec2.m7g.xlarge', 'G', aNumber(0.07)],
    );
    const cost = await later(file);
    const brokers = cost.platforms[0]?.lineItems.find(({ priceKey }) => priceKey === 'aws.ec2.m7g.xlarge');
    // 0.1632 less a fifth at a half was 0.06528.
    expect(brokers?.unitPrice).toBe('0.07');
    expect(cost.currency).toBe('EUR');
    const { text } = await typed('--assumptions', file);
    expect(text).toMatch(/price\/aws\.ec2\.m7g\.xlarge\/0\s+value\s+0\.06528\s+0\.07/);
  });
});
