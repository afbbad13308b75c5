import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decimal } from 'decimal.js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { billCommand } from '../../../src/commands/bill.ts';
import { loadJudged } from '../../../src/commands/judged-run.ts';
import type { Terminal } from '../../../src/commands/terminal.ts';
import { billSchema } from '../../../src/cost-model/billing/bill-schema.ts';
import { withEngine } from '../../../src/cost-model/billing/exports/engine.ts';
import type { Bill } from '../../../src/cost-model/billing/types/bill.ts';
import type { RunBill } from '../../../src/cost-model/billing/types/run-bill.ts';
import { renderHtml } from '../../../src/report/html.ts';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { standInCredentials } from '../../cost-model/billing/aws/environment.ts';
import { SAMPLE, workingFolder } from './workbench-bill.ts';

const { cwd, run, copyRun, bill, remove } = workingFolder();
afterAll(remove);

const billOfRun = (): RunBill => JSON.parse(readFileSync(join(run, 'bill.json'), 'utf8'));

/** By hand: 30 days of each line, times its price; the discount is 5% of the brokers. */
const COMPUTE = '1515.8016'; // 30 × 288 h × 0.1632, less 5%, and 30 × 72 h × 0.0816
const DISKS = '264'; // 30 × 110 × 0.08
const TRANSFER = '22395'; // (30 × 70000 + 300 × 465) × 0.01
const NETWORK = '22427.4'; // 22395 + 30 × 24 h × 0.045
const CAPACITY = '1380'; // 30 × 2000 × 0.023
const REQUESTS = '318'; // 30 × (2,000,000 × 0.000005 + 1,500,000 × 0.0000004)
const UNCLASSIFIED = '15'; // 30 × 500 × 0.001
const TOTAL = '27070.4516'; // with tax 1900.25, credit −1000 and support 250

describe('importing an export', () => {
  it('prints the bill, whose parts are those of the export to the last digit', async () => {
    const { out } = await bill('import', SAMPLE, '--json');
    const printed: Bill = JSON.parse(out);
    expect(printed).toMatchObject({
      schemaVersion: 1,
      currency: 'USD',
      period: { start: '2026-11-01', end: '2026-12-01', provisional: true },
      total: TOTAL,
      unclassified: { amount: UNCLASSIFIED, top: [{ service: 'AWSGlue', amount: UNCLASSIFIED, lines: 30 }] },
      apart: { tax: '1900.25', credit: '-1000', refund: '0', support: '250', commitments: '0' },
    });
    expect(Object.fromEntries(printed.categories.map(({ category, amount }) => [category, amount]))).toEqual({
      compute: COMPUTE,
      'broker-storage': DISKS,
      'object-capacity': CAPACITY,
      'object-requests': REQUESTS,
      network: NETWORK,
    });
    expect(printed.days.filter(({ provisional }) => provisional).map(({ day }) => day)).toEqual([
      '2026-11-28',
      '2026-11-29',
      '2026-11-30',
    ]);
    expect(billSchema.parse(printed)).toEqual(printed);
  });

  it('takes only what carries a tag, only some days, and says what it left out', async () => {
    const tagged: Bill = JSON.parse((await bill('import', SAMPLE, '--tag', 'cluster=local-tiered', '--json')).out);
    // Without tax, credit and support, which nobody tags.
    expect(tagged.total).toBe(new Decimal(TOTAL).minus('1900.25').plus('1000').minus('250').toFixed());
    expect(tagged.losses.join(' ')).toContain('cluster');
    const days = ['--start', '2026-11-02', '--end', '2026-11-04'];
    const two: Bill = JSON.parse((await bill('import', SAMPLE, ...days, '--json')).out);
    expect(two.days.map(({ day }) => day)).toEqual(['2026-11-02', '2026-11-03']);
    // By hand: 47.0016 − 2.35008 + 5.8752 + 8.8 + 1.08 + 46 + 10 + 0.6 + 0.5 a day, and 70,600 and 70,900 GB at 0.01.
    expect(two.total).toBe(new Decimal('117.50672').times(2).plus('1415').toFixed());
    expect(two.losses.join(' ')).toContain('of other days is left out');
  });

  it('says that the parts add up, and the biggest lines that no rule knows', async () => {
    const { out } = await bill('import', SAMPLE);
    expect(out).toContain("The parts add up to 27\u2009070.4516 USD; the bill's total is 27\u2009070.4516 USD.");
    expect(out).toContain('AWSGlue Catalog-Request GetTable');
    expect(out).toContain('3 of 30 days may still change');
  });

  it('lets a rule of one’s own decide before the shipped ones', async () => {
    writeFileSync(
      join(cwd, 'own.yaml'),
      'name: own\nprovider: aws\nrules:\n  - name: catalogue\n    service: AWSGlue\n    into: { category: ecosystem }\n',
    );
    const own: Bill = JSON.parse((await bill('import', SAMPLE, '--rules', 'own.yaml', '--json')).out);
    expect(own.unclassified).toEqual({ amount: '0', amortized: '0', top: [] });
    expect(own.categories.find(({ category }) => category === 'ecosystem')?.amount).toBe(UNCLASSIFIED);
  });

  it('reads an invoice of a vendor in the columns that a mapping names', async () => {
    writeFileSync(
      join(cwd, 'invoice.csv'),
      'day,until,product,meter,quantity,unit,amount,list_amount,currency,cluster\n' +
        '2026-11-01,2026-11-02,service,ingress,"1,000",GiB,12.50,15.00,USD,c1\n' +
        '2026-11-01,2026-11-02,service,Tax,,,2.5,,USD,c1\n',
    );
    const invoice: Bill = JSON.parse((await bill('import', 'invoice.csv', '--mapping', 'automq', '--json')).out);
    expect(invoice).toMatchObject({ total: '15', categories: [{ category: 'vendor', amount: '12.5' }] });
    expect(invoice.apart.tax).toBe('2.5');
    await expect(bill('import', 'invoice.csv', '--mapping', 'nobody')).rejects.toMatchObject({ exitStatus: 2 });
  });

  it('of several currencies takes the one that is named, and says what is left out', async () => {
    const text = [
      'day,until,product,meter,quantity,unit,amount,currency',
      '2026-11-01,2026-11-02,AutoMQ,Ingress,1,GiB,3.50,EUR',
    ];
    writeFileSync(join(cwd, 'two.csv'), [...text, '2026-11-01,2026-11-02,AutoMQ,Ingress,1,GiB,4,USD', ''].join('\n'));
    const invoice = ['import', 'two.csv', '--mapping', 'automq', '--json'];
    await expect(bill(...invoice)).rejects.toMatchObject({
      problems: [{ what: 'two.csv: EUR and USD do not make one total', todo: 'Choose one with --currency.' }],
    });
    const euros: Bill = JSON.parse((await bill(...invoice, '--currency', 'eur')).out);
    expect([euros.currency, euros.total]).toEqual(['EUR', '3.5']);
    expect(euros.losses).toContain('USD 4.00 is left out: only EUR was asked for');
    const [header = '', first = ''] = readFileSync(SAMPLE, 'utf8').split('\n');
    writeFileSync(
      join(cwd, 'cur.csv'),
      [header, first, first.replace('USD', 'CNY').replace(/^[^,]*/, 'other'), ''].join('\n'),
    );
    const yuan: Bill = JSON.parse((await bill('import', 'cur.csv', '--currency', 'CNY', '--json')).out);
    expect([yuan.currency, yuan.sources[0]?.lines]).toEqual(['CNY', 1]);
    await expect(bill('import', 'cur.csv', '--currency', 'EUR')).rejects.toMatchObject({
      message: expect.stringMatching(/cur has nothing in EUR; it has CNY .*, USD/),
    });
  });

  it.each([
    [['import', 'nowhere.csv'], 'there is no nowhere.csv'],
    [['import', SAMPLE, '--tag', 'cluster'], '--tag: "cluster" is no tag'],
    [['import', SAMPLE, '--tag', 'cluster=a', '--tag', 'cluster=b'], 'nothing carries cluster as a and as b at once'],
    [['import', SAMPLE, '--start', '2026-11-02'], '--end is missing'],
    [['import', SAMPLE, '--start', '2026-12-02', '--end', '2026-12-03'], 'has nothing from 2026-12-02'],
    [['import', SAMPLE, '--tag', 'cluster=nobody'], 'has the tag cluster=nobody'],
    [['import', SAMPLE, '--run', 'nowhere'], 'is not a run folder'],
    [['show', 'nowhere'], 'nowhere is not there'],
    [['show', SAMPLE], 'cannot be read'],
  ])('%j is refused', async (args, message) => {
    await expect(bill(...args)).rejects.toMatchObject({ exitStatus: 2, message: expect.stringContaining(message) });
  });
});

describe('a bill of a run', () => {
  beforeAll(async () => {
    copyRun();
    await bill('import', SAMPLE, '--run', 'run', '--target', 'local-tiered');
  }, 60_000);

  it('is kept in its billing/ and judged into bill.json, beside what was modelled', () => {
    const names = readdirSync(join(run, 'billing'));
    expect(names).toEqual([expect.stringMatching(/^local-tiered\.cur-[0-9a-f]{12}\.json$/)]);
    const judged = billOfRun();
    expect(billSchema.parse(judged)).toEqual(judged);
    expect(judged.total).toBe(TOTAL);
    const [beside] = judged.reconciliation;
    expect(beside).toMatchObject({ target: 'local-tiered', platform: 'apache-kafka-tiered/s3-tier' });
    const network = beside?.rows.find(({ category }) => category === 'network');
    // A month of 730 hours of November's 720; modelled 2,395,312.5 GiB at 0.01, and a load balancer: 730 h × 0.0225,
    // and 1,000 of the 100,000 connections of an LCU, 7.3 h × 0.006.
    const [crossing, balancer] = [23_953.125, 16.425 + 0.0438];
    expect(Number(network?.billed)).toBeCloseTo((Number(NETWORK) * 730) / 720, 6);
    expect(network).toMatchObject({ modelled: '23969.5938', billedInWindow: NETWORK });
    expect(Number(network?.modelled)).toBeCloseTo(crossing + balancer, 9);
    expect(Number(network?.price)).toBeCloseTo(0, 6);
    expect(Number(network?.quantity)).toBeCloseTo((Number(TRANSFER) * 730) / 720 - crossing, 6);
    // A gateway is billed and not modelled, the load balancer modelled and not billed.
    expect(Number(network?.mix)).toBeCloseTo((30 * 24 * 0.045 * 730) / 720 - balancer, 6);
    expect(beside?.total.billedInWindow).toBe(TOTAL);
  });

  it('is the same once it was imported again', async () => {
    const before = readFileSync(join(run, 'bill.json'), 'utf8');
    await bill('import', SAMPLE, '--run', 'run', '--target', 'local-tiered');
    expect(readdirSync(join(run, 'billing'))).toHaveLength(1);
    expect(readFileSync(join(run, 'bill.json'), 'utf8')).toBe(before);
  }, 60_000);

  it('does not count the same lines for another target, and keeps what was there', async () => {
    const again = bill('import', SAMPLE, '--run', 'run', '--target', 'local-kafka');
    await expect(again).rejects.toMatchObject({
      exitStatus: 2,
      message: expect.stringContaining('would count for local-tiered and for local-kafka'),
    });
    expect(readdirSync(join(run, 'billing'))).toHaveLength(1);
  });

  it('asks whose it is where the run has several targets', async () => {
    await expect(bill('import', SAMPLE, '--run', 'run')).rejects.toMatchObject({
      exitStatus: 2,
      message: 'the run has several targets, and none is named',
    });
  });

  it('shows its three columns in the report, and what the run itself consumed', async () => {
    const judged = loadJudged(run);
    const markdown = renderMarkdown(judged);
    expect(markdown).toContain(
      '| Category | Modelled | Measured, at list prices | Billed, November 2026 | Billed, a month of 730 h | Difference |',
    );
    expect(markdown).toMatch(
      /\| Compute \| \\\$1\u2009965\.74 \| [^|]+ \| \\\$1\u2009515\.80 \| \\\$1\u2009536\.85 \| −\\\$428\.89 \|/,
    );
    expect(markdown).toContain("The parts add up to 27\u2009070.4516 USD; the bill's total is 27\u2009070.4516 USD.");
    const page = await renderHtml(judged);
    expect(page).toContain('<a href="#bill">Bill</a>');
    expect(page).toContain('id="figure-bill-waterfall-0"');
    expect(page).toContain('id="figure-bill-days"');
    expect(page).toContain('id="figure-run-spend"');
  }, 60_000);

  it('is shown, reconciled and calibrated from the run folder alone', async () => {
    expect(JSON.parse((await bill('show', 'run', '--json')).out)).toEqual(billOfRun());
    expect((await bill('reconcile', 'run')).out).toMatch(/^Network +\$23\u2009969\.59 /m);
    expect(JSON.parse((await bill('reconcile', 'run', '--json')).out)).toEqual(billOfRun().reconciliation[0]);
    const calibration = JSON.parse((await bill('calibrate', 'run', '--json')).out);
    // Nothing was measured of requests: 0 stands for the model's formulas.
    expect(
      calibration.proposals.filter(({ modelledByFormula }: { modelledByFormula?: true }) => modelledByFormula),
    ).toMatchObject([
      { figure: 'apache-kafka-tiered/s3-tier/putsPerGib', modelled: 0 },
      { figure: 'apache-kafka-tiered/s3-tier/getsPerGib', modelled: 0 },
    ]);
    // 12 brokers were billed where 15 are modelled with a headroom of 1.5.
    expect(calibration.proposals.map(({ figure }: { figure: string }) => figure)).toContain(
      'apache-kafka-tiered/s3-tier/computeHeadroom',
    );
  });

  it('changes assumptions only in a file that somebody asked for, and never over another', async () => {
    mkdirSync(join(cwd, 'tco'));
    await bill('calibrate', 'run', '--only', 'computeHeadroom', '--accept', 'tco/sheet.yaml');
    expect(readFileSync(join(cwd, 'tco/sheet.yaml'), 'utf8')).toMatch(/computeHeadroom:\n {4}value: 1\.\d+/);
    await expect(bill('calibrate', 'run', '--accept', 'tco/sheet.yaml')).rejects.toMatchObject({
      message: 'tco/sheet.yaml is there already',
    });
  });

  it('by itself is set beside a cost.json', async () => {
    writeFileSync(join(cwd, 'alone.json'), (await bill('import', SAMPLE, '--json')).out);
    const args = ['alone.json', '--cost', 'run', '--platform', 'apache-kafka-tiered', '--json'];
    const alone = JSON.parse((await bill('reconcile', ...args)).out);
    expect(alone.total.difference).toBe(billOfRun().reconciliation[0]?.total.difference);
    await expect(bill('reconcile', 'alone.json')).rejects.toMatchObject({
      message: 'nothing says what was modelled',
    });
  });
});

describe('asking AWS', () => {
  const days = ['--start', '2026-11-01', '--end', '2026-11-20'];

  it('says its price before, and asks nothing without a yes', async () => {
    standInCredentials('none');
    const price = await bill('fetch', ...days, '--price');
    expect(price.out).toMatch(/^8 requests to Cost Explorer, \$0\.08; at most 100 requests, \$1\.00/);
    await expect(bill('fetch', ...days)).rejects.toMatchObject({ code: 'billing-price', exitStatus: 2 });
    expect(existsSync(join(cwd, '.workbench'))).toBe(false);
    vi.unstubAllEnvs();
  });

  it('needs to know of which days', async () => {
    await expect(bill('fetch', '--price')).rejects.toMatchObject({ code: 'billing-period', exitStatus: 2 });
  });
});

describe('the query for elsewhere', () => {
  it.each(['athena', 'duckdb'])('is printed for %s, of the tags and days that are asked for', async (engine) => {
    const table = engine === 'athena' ? '"billing"."cur"' : `read_csv('${SAMPLE}', all_varchar = true)`;
    const args = [
      '--engine',
      engine,
      '--table',
      table,
      '--tag',
      "who=o'neil",
      '--start',
      '2026-11-02',
      '--end',
      '2026-11-04',
    ];
    const { out } = await bill('sql', ...args);
    expect(out).toContain(`FROM ${table}`);
    expect(out).toContain("'o''neil'");
    // In the table's own columns, before anything is added up.
    expect(out.indexOf('2026-11-02')).toBeLessThan(out.indexOf('GROUP BY'));
    expect(out).toMatch(/"line_item_usage_start_date".* < (TIMESTAMP )?'2026-11-04( 00:00:00)?'/);
  });

  const totalsOf = async (sql: string): Promise<Readonly<Record<string, number>>> =>
    withEngine(async (ask) => {
      const rows = await ask(`SELECT place, SUM(unblended) AS amount FROM (${sql}) GROUP BY place`);
      return Object.fromEntries(rows.map(({ place, amount }) => [String(place), Number(amount)]));
    });

  it.each([
    [`read_csv('${SAMPLE}', all_varchar = true)`, []],
    [`read_csv('${SAMPLE}')`, []],
    [`(SELECT * FROM read_csv('${SAMPLE}', all_varchar = true))`, ['--like', SAMPLE]],
  ])(
    'gives over %s, which lacks columns and types numbers in its own way, what the import gives',
    async (table, more) => {
      const days = ['--start', '2026-11-02', '--end', '2026-11-04'];
      const { out } = await bill('sql', '--engine', 'duckdb', '--table', table, ...days, ...more);
      const imported: Bill = JSON.parse((await bill('import', SAMPLE, ...days, '--json')).out);
      const places = await totalsOf(out);
      for (const { category, amount } of imported.categories) expect(places[category]).toBeCloseTo(Number(amount), 9);
      expect(Object.values(places).reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(Number(imported.total), 9);
    },
  );

  it('is of a table without the columns that it is said to lack, and scans the months that it is partitioned by', async () => {
    const args = ['sql', '--engine', 'athena', '--format', 'focus', '--table', 'focus'];
    const { out } = await bill(...args, '--without', 'InvoiceId', '--without', 'SkuMeter');
    expect(out).not.toMatch(/InvoiceId|SkuMeter/);
    const days = ['--start', '2026-10-31', '--end', '2026-12-01', '--months', 'billing_period'];
    expect((await bill(...args, ...days)).out).toContain(`"billing_period" IN ('2026-10', '2026-11')`);
    await expect(bill(...args, '--without', 'BilledCost')).rejects.toMatchObject({
      exitStatus: 2,
      message: expect.stringContaining('lacks BilledCost (the amount that is billed)'),
    });
    await expect(bill(...args, '--without', 'Nothing')).rejects.toMatchObject({ exitStatus: 2 });
  });
});

it('every command of workbench bill has an example in its help', () => {
  for (const command of billCommand({} as Terminal).commands) {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) });
    command.outputHelp();
    expect(help).toMatch(new RegExp(`Examples?:\\n {2}workbench bill ${command.name()} `));
  }
});
