import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchPrometheus, type PrometheusAsk } from '../../../../src/cost-model/billing/prometheus/fetch-prometheus.ts';
import { caught } from '../caught.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

let folder: string;
let url: string;
let close: () => void = () => {};

/** Signed by itself, for the address that it is asked at. */
const CERTIFICATE =
  'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key.pem -out ca.pem -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1';

beforeAll(async () => {
  if (!hasOpenssl) return;
  folder = mkdtempSync(join(tmpdir(), 'tls-'));
  const made = spawnSync('openssl', CERTIFICATE.split(' '), { cwd: folder });
  expect(made.status, made.stderr.toString()).toBe(0);
  const [key, cert] = ['key.pem', 'ca.pem'].map((name) => readFileSync(join(folder, name)));
  const server = createServer({ key, cert }, (_, response) => {
    const result = [{ metric: {}, values: [[300, '1']] }];
    response.end(JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => server.close().closeAllConnections();
});

afterAll(() => {
  close();
  if (hasOpenssl) rmSync(folder, { recursive: true });
});

const asking = (caFile?: string): PrometheusAsk => ({
  address: { url, ...(caFile === undefined ? {} : { caFile }) },
  scope: { resources: {} },
  window: { from: 0, until: 300 },
  queries: {
    name: 'ours',
    shape: { source: 'ours', date: '2026-11-21' },
    labels: [],
    queries: [
      { name: 'ups', metrics: ['up'], query: 'sum_over_time(up{$labels}[$interval])', statistic: 'Sum', unit: 'Count' },
    ],
  },
});

describe.runIf(hasOpenssl)('a Prometheus behind TLS', () => {
  it('is believed where its authority is named, and otherwise not', async () => {
    expect((await fetchPrometheus(asking('ca.pem'), { from: folder })).series[0]?.points).toEqual([[0, 1]]);
    const error = await caught(fetchPrometheus(asking()));
    expect(error).toMatchObject({ exitStatus: 4 });
    expect(error.message).toMatch(/^no trusted connection to https:\S+ \(\w*SELF_SIGNED\w*\)$/);
  });
});
