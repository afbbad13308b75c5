import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SavedMetrics } from '../../../src/cost-model/billing/types/saved-billing.ts';
import { standInCredentials } from '../../cost-model/billing/aws/environment.ts';
import type { JsonService } from '../../cost-model/billing/aws/json-service.ts';
import { strictCloudWatch } from '../../cost-model/billing/cloudwatch/strict-cloudwatch.ts';
import { NOVEMBER, NOVEMBER_TOTAL } from '../../cost-model/billing/cost-explorer/november.ts';
import { strictCostExplorer } from '../../cost-model/billing/cost-explorer/strict-cost-explorer.ts';
import { run, target } from '../../judge/evidence-builder.ts';
import { workingFolder } from './workbench-bill.ts';

const QUERIES = `name: own\nshape: { source: the test, date: '2026-11-21' }\nlabels: [job]\nqueries:\n  - name: records in\n    metrics: [records_total]\n    query: sum(increase(records_total{$labels}[$interval]))\n    statistic: Sum\n    unit: Count\n`;

const DAYS = ['--start', '2026-11-01', '--end', '2026-11-03'];
/** As the command is told it: of November all is closed. */
const NOW = Date.parse('2026-12-02T08:00:00Z') / 1e3;

let folder: ReturnType<typeof workingFolder>;
let service: JsonService | null = null;
beforeEach(() => {
  standInCredentials();
  folder = workingFolder();
  const billing = {
    accounts: [],
    tags: {},
    region: 'eu-central-1',
    period: { start: '2026-11-30', end: '2026-12-01' },
    resources: { BucketName: ['logs'] },
    shared: [],
    prometheus: null,
  };
  mkdirSync(folder.run);
  const { plan } = run([], { targets: [{ ...target('blue'), billing }] });
  writeFileSync(join(folder.run, 'plan.json'), JSON.stringify(plan));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await service?.close();
  service = null;
  folder.remove();
});

const asked = (started: JsonService): JsonService => {
  service = started;
  vi.stubEnv('AWS_ENDPOINT_URL', started.endpoint);
  return started;
};

describe('fetching a bill', () => {
  it('asks at the price that was said, and the second time for nothing', async () => {
    const explorer = asked(await strictCostExplorer({ lines: NOVEMBER }));
    const first = await folder.bill('fetch', ...DAYS, '--yes', '--json');
    expect(JSON.parse(first.out)).toMatchObject({
      total: NOVEMBER_TOTAL,
      apart: { tax: '0.41', credit: '-1', support: '29' },
    });
    // One overview, usage, covered usage: $0.01 each.
    expect(first.err).toMatch(
      /^8 requests to Cost Explorer, \$0\.08; at most 100 requests, \$1\.00, and then it stops\.[\s\S]*Asked 3 times, \$0\.03\.$/,
    );
    expect(explorer.asked).toHaveLength(3);
    const again = await folder.bill('fetch', ...DAYS, '--json');
    expect(again.out).toBe(first.out);
    expect(again.err).toContain('0 requests to Cost Explorer, $0.00: every answer is kept.');
    expect(explorer.asked).toHaveLength(3);
  });

  it('takes no answer that another account or another endpoint was given, and asks nobody without a yes', async () => {
    const explorer = asked(await strictCostExplorer({ lines: NOVEMBER }));
    await folder.bill('fetch', ...DAYS, '--yes');
    explorer.account = '222222222222';
    await expect(folder.bill('fetch', ...DAYS)).rejects.toMatchObject({ code: 'billing-price', exitStatus: 2 });
    expect(explorer.asked).toHaveLength(3);
    await explorer.close();
    const elsewhere = asked(await strictCostExplorer({ lines: [{ at: '2026-11-01', cost: '7' }] }));
    await expect(folder.bill('fetch', ...DAYS)).rejects.toMatchObject({ code: 'billing-price', exitStatus: 2 });
    expect(elsewhere.asked).toEqual([]);
    const { out } = await folder.bill('fetch', ...DAYS, '--yes', '--json');
    expect(JSON.parse(out).total).toBe('7');
  });

  it('says what asking would cost without asking, also without credentials', async () => {
    const explorer = asked(await strictCostExplorer({ lines: NOVEMBER }));
    await folder.bill('fetch', ...DAYS, '--yes');
    const [known, all] = [explorer.asked.length, '8 requests to Cost Explorer, $0.08; at most 20 requests, $0.20'];
    expect((await folder.bill('fetch', ...DAYS, '--price')).out).toContain('every answer is kept');
    standInCredentials('none');
    expect((await folder.bill('fetch', ...DAYS, '--price', '--most-requests', '20')).out).toContain(all);
    expect(explorer.asked).toHaveLength(known);
  });

  it('of days without costs says that nothing was billed, and which account was asked', async () => {
    asked(await strictCostExplorer({ lines: [] }));
    await expect(folder.bill('fetch', ...DAYS, '--yes')).rejects.toMatchObject({
      code: 'billing-nothing',
      problems: [
        {
          what: 'Nothing was billed from 2026-11-01 until before 2026-11-03',
          todo: expect.stringContaining('account 111111111111'),
        },
      ],
    });
  });

  it('of a run keeps the aggregates in it', async () => {
    asked(await strictCostExplorer({ lines: NOVEMBER.map((line) => ({ ...line, region: 'eu-central-1' })) }));
    await folder.bill('fetch', ...DAYS, '--run', 'run', '--yes');
    expect(readdirSync(join(folder.run, 'billing'))).toEqual([
      expect.stringMatching(/^blue\.cost-explorer-[0-9a-f]{12}\.json$/),
    ]);
    const bill = JSON.parse(readFileSync(join(folder.run, 'bill.json'), 'utf8'));
    expect(bill.targets.map((one: { target: string }) => one.target)).toEqual(['blue']);
    // Nothing of the run is priced, so nothing stands beside it, and that is said.
    expect(bill.notReconciled).toEqual([{ target: 'blue', why: 'no price of it was saved with the run' }]);
  });
});

describe('fetching what was measured', () => {
  it('keeps the series of the days of the bill with how they become what is paid for', async () => {
    asked(await strictCloudWatch({ aMinute: (metric) => (metric === 'PutRequests' ? 2 : null), now: NOW }));
    const { out, err } = await folder.bill('fetch', '--source', 'cloudwatch', '--run', 'run', '--yes');
    expect(err).toMatch(/^\d+ metrics of CloudWatch, \$0\.\d+ in all\.$/);
    // Two a minute for a day of 1,440 minutes.
    expect(out).toMatch(/S3 tier-1 requests.* 2\u2009880 Count/);
    expect(out).toContain('as best it can');
    const saved: SavedMetrics = JSON.parse(
      readFileSync(join(folder.run, 'billing/blue.metrics-cloudwatch.json'), 'utf8'),
    );
    expect(saved.period).toEqual({ start: '2026-11-30', end: '2026-12-01' });
    // Without a bill they can be seen all the same.
    const shown = await folder.bill('show', 'run');
    expect(shown.out).toMatch(
      /^No bill was imported into run\.[\s\S]*blue, cloudwatch, 2026-11-30 until before 2026-12-01/,
    );
    expect(shown.out).toMatch(/S3 tier-1 requests.* 2\u2009880 Count/);
    expect(JSON.parse((await folder.bill('show', 'run', '--json')).out)).toEqual([saved]);
    await expect(folder.bill('show', 'run', '--target', 'other')).rejects.toThrow('no bill was imported into run');
    const puts = saved.series.find(({ dimensions }) => dimensions.MetricName === 'PutRequests');
    expect(puts?.points.reduce((sum, [, value]) => sum + value, 0)).toBe(2880);
    expect(saved.meters.map(({ price }) => price.key)).toContain('aws.s3.standard.put');
  });

  it('asks a Prometheus what its file says, for nothing, and keeps it', async () => {
    const asked: URL[] = [];
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://prometheus');
      asked.push(url);
      const at = Number(url.searchParams.get('start'));
      const result = [
        {
          metric: { topic: 'orders' },
          values: [
            [at, '3'],
            [at + 60, '4'],
          ],
        },
      ];
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } }));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    try {
      const { port } = server.address() as AddressInfo;
      writeFileSync(
        join(folder.cwd, 'own.yaml'),
        `platform: apache-kafka
name: blue
start: {}
billing:
  period: { start: 2026-11-30, end: 2026-12-01 }
  resources: { job: [brokers] }
  prometheus: { url: "http://127.0.0.1:${port}" }
`,
      );
      writeFileSync(join(folder.cwd, 'queries.yaml'), QUERIES);
      const args = ['--source', 'prometheus', '--run', 'run', '--target', 'own.yaml', '--queries', 'queries.yaml'];
      const { out } = await folder.bill('fetch', ...args);
      expect(out).toMatch(/records in +orders +7\.00 Count +in all/);
      expect(asked[0]?.searchParams.get('query')).toMatch(
        /^sum\(increase\(records_total\{job="brokers",?\}\[\w+\]\)\)$/,
      );
      const saved: SavedMetrics = JSON.parse(
        readFileSync(join(folder.run, 'billing/blue.metrics-prometheus.json'), 'utf8'),
      );
      expect(saved.series[0]?.points.map(([, value]) => value)).toEqual([3, 4]);
    } finally {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    }
  });

  it('from a Prometheus that nobody named, or that is not there, is refused with what to do', async () => {
    const nowhere = folder.bill('fetch', '--source', 'prometheus', '--run', 'run');
    await expect(nowhere).rejects.toMatchObject({
      exitStatus: 2,
      message: expect.stringContaining('it is not said where'),
    });
  });

  it('is nothing where the target names no resources, and says what to name', async () => {
    const refused = folder.bill('fetch', '--source', 'cloudwatch', ...DAYS, '--yes');
    await expect(refused).rejects.toMatchObject({ code: 'billing-resources', exitStatus: 2 });
  });
});
