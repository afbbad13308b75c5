import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fetchPrometheus } from '../../src/cost-model/billing/prometheus/fetch-prometheus.ts';
import type { PromQueries } from '../../src/cost-model/billing/prometheus/queries/query-schema.ts';
import { platformsWithQueries, queriesFor } from '../../src/cost-model/billing/prometheus/queries/shipped-queries.ts';
import { strictPrometheus } from '../cost-model/billing/prometheus/strict-prometheus.ts';

const PROGRAM = process.env.PROMETHEUS ?? 'prometheus';
const TSDB = process.env.PROMTOOL ?? 'promtool';
const isThere = [PROGRAM, TSDB].every((program) => spawnSync(program, ['--version']).status === 0);

/** Midnight two days ago: Prometheus keeps what is younger than 15 days. */
const FROM = Math.floor(Date.now() / 86_400_000 - 2) * 86_400;

let folder: string;
let server: ChildProcess;
let url: string;

/** A counter that is scraped every minute and rises by seven a minute, for six hours and an interval on both sides. */
const counter = (): string => {
  const lines = ['# TYPE uploads counter'];
  for (let minute = -10; minute <= 370; minute++) {
    lines.push(`uploads_total{job="blue"} ${(minute + 10) * 7} ${FROM + minute * 60}`);
  }
  return `${lines.join('\n')}\n# EOF\n`;
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

beforeAll(async () => {
  if (!isThere) return;
  folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
  writeFileSync(join(folder, 'data.om'), counter());
  writeFileSync(join(folder, 'prometheus.yml'), 'scrape_configs: []\n');
  const made = spawnSync(TSDB, ['tsdb', 'create-blocks-from', 'openmetrics', 'data.om', 'data'], { cwd: folder });
  expect(made.status, made.stderr?.toString()).toBe(0);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  server = spawn(
    PROGRAM,
    ['--config.file=prometheus.yml', '--storage.tsdb.path=data', `--web.listen-address=127.0.0.1:${port}`],
    {
      cwd: folder,
      stdio: 'ignore',
    },
  );
  await vi.waitFor(async () => expect((await fetch(`${url}/-/ready`)).status).toBe(200), {
    timeout: 30_000,
    interval: 100,
  });
}, 60_000);

afterAll(async () => {
  if (!isThere) return;
  await new Promise((resolve) => {
    server.once('exit', resolve);
    server.kill();
  });
  rmSync(folder, { recursive: true, force: true });
});

const queries: PromQueries = {
  name: 'ours',
  shape: { source: 'ours', date: '2026-11-21' },
  labels: ['job'],
  queries: [
    {
      name: 'uploads',
      metrics: ['uploads_total'],
      query: 'sum(increase(uploads_total{$labels}[$interval]))',
      statistic: 'Sum',
      unit: 'Count',
    },
  ],
};

const ask = (more: object = {}) =>
  fetchPrometheus({
    address: { url },
    scope: { resources: { job: ['blue'] } },
    window: { from: FROM, until: FROM + 6 * 3600 },
    queries,
    ...more,
  });

describe.runIf(isThere)('a real Prometheus', () => {
  it('tells what a counter rose by: seven a minute are 2,520 in six hours', async () => {
    const { series } = await ask();
    expect(series[0]?.points).toHaveLength(72);
    expect(series[0]?.complete).toBe(true);
    expect(series[0]?.points.reduce((sum, [, value]) => sum + value, 0)).toBeCloseTo(2520, 3);
  });

  it('has what a metric without points in the window is, and what none is', async () => {
    const window = { from: FROM - 30_000, until: FROM - 29_000 };
    expect((await ask({ window })).losses).toEqual([
      'uploads: its metrics exist, and have nothing in this window with these labels',
    ]);
    const [query] = queries.queries;
    const none = {
      ...queries,
      queries: [
        {
          ...query,
          metrics: ['none_total'],
          query: 'sum(none_total{$labels}) or sum(increase(none_total{}[$interval]))',
        },
      ],
    };
    expect((await ask({ queries: none })).losses).toEqual(['uploads: Prometheus has no metric none_total']);
  });

  it('understands every query that is shipped', async () => {
    for (const platform of platformsWithQueries()) {
      const shipped = queriesFor(platform);
      const resources = Object.fromEntries((shipped?.labels ?? []).map((label) => [label, ['a.b', 'c"d']]));
      const { losses } = await ask({ queries: shipped, scope: { resources } });
      expect(losses.every((loss) => loss.includes('has no metric'))).toBe(true);
    }
  });

  it.each([
    ['query=up&start=2&end=1&step=60'],
    ['query=up&start=1&end=2&step=0'],
    ['query=up&start=0&end=660060&step=60'],
    ['query=up&start=0&end=660000&step=60'],
    ['query=up&end=2&step=60'],
    ['query=&start=1&end=2&step=60'],
  ])('refuses %s with the words of the stand-in, or answers as it does', async (parameters) => {
    const standIn = await strictPrometheus({});
    const [real, ours] = await Promise.all(
      [url, standIn.url].map(async (address) => {
        const answer = await fetch(`${address}/api/v1/query_range?${parameters}`);
        return { status: answer.status, body: await answer.json() };
      }),
    );
    expect(ours).toEqual(real);
  });
});
