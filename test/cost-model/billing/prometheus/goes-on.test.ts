import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchPrometheus, type PrometheusAsk } from '../../../../src/cost-model/billing/prometheus/fetch-prometheus.ts';
import { handClock } from '../aws/environment.ts';
import { caught } from '../caught.ts';
import { strictPrometheus } from './strict-prometheus.ts';

const FROM = Date.UTC(2026, 10, 1) / 1e3;
const HOUR_MS = 3_600_000;

let cacheFolder: string;
beforeEach(() => {
  cacheFolder = mkdtempSync(join(tmpdir(), 'workbench-prometheus-'));
});
afterEach(() => rmSync(cacheFolder, { recursive: true }));

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const queryOf = (name: string) => `sum(increase(${name}_total{job="blue",}[300s]))`;

const asking = (url: string): PrometheusAsk => ({
  address: { url },
  scope: { resources: { job: ['blue'] } },
  window: { from: FROM, until: FROM + 86_400 },
  queries: {
    name: 'ours',
    shape: { source: 'ours', date: '2026-11-21' },
    labels: ['job'],
    queries: NAMES.map((name) => ({
      name,
      metrics: [`${name}_total`],
      query: `sum(increase(${name}_total{$labels}[$interval]))`,
      statistic: 'Sum',
      unit: 'Count',
    })),
  },
});

const dropping = async () => {
  const state = { drops: true };
  const answers = Object.fromEntries(NAMES.map((name, at) => [queryOf(name), [{ labels: {}, at: () => String(at) }]]));
  const { url, asked } = await strictPrometheus({
    answers,
    drops: (query) => state.drops && query === queryOf('d'),
  });
  return { url, asked, state };
};

describe('a fetch from Prometheus whose connection was dropped', () => {
  it('goes on with the query that was not answered, and keeps nothing once all are', async () => {
    const { url, asked, state } = await dropping();
    const settings = { cacheFolder, clock: handClock('2026-11-21T12:00:00Z') };
    await caught(fetchPrometheus(asking(url), settings));
    expect(asked.map(({ query }) => query)).toEqual(['a', 'b', 'c'].map(queryOf));
    state.drops = false;
    const { series } = await fetchPrometheus(asking(url), settings);
    expect(asked.slice(3).map(({ query }) => query)).toEqual(['d', 'e'].map(queryOf));
    expect(series.map(({ name, points }) => [name, points.length, points[0]?.[1]])).toEqual(
      NAMES.map((name, at) => [name, 288, at]),
    );
    expect(readdirSync(cacheFolder)).toEqual([]);
  });

  it('asks anew what was kept for longer than it holds, and what another login asks', async () => {
    const { url, asked, state } = await dropping();
    const clock = handClock('2026-11-21T12:00:00Z');
    await caught(fetchPrometheus(asking(url), { cacheFolder, clock }));
    const login = { ...asking(url), address: { url, bearerTokenEnv: 'ANOTHER' } };
    await caught(fetchPrometheus(login, { cacheFolder, clock, env: { ANOTHER: 'token' } }));
    expect(asked).toHaveLength(6);
    state.drops = false;
    clock.advance(8 * HOUR_MS);
    await fetchPrometheus(asking(url), { cacheFolder, clock });
    expect(asked).toHaveLength(11);
  });
});
