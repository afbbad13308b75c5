import { describe, expect, it } from 'vitest';
import { measuredBySeries } from '../../../../src/cost-model/billing/measured-quantities/measured-by-series.ts';
import {
  fetchPrometheus,
  type PrometheusAsk,
  prometheusMeters,
} from '../../../../src/cost-model/billing/prometheus/fetch-prometheus.ts';
import type { PromQueries } from '../../../../src/cost-model/billing/prometheus/queries/query-schema.ts';
import { caught } from '../caught.ts';
import { strictPrometheus } from './strict-prometheus.ts';

const FROM = Date.UTC(2026, 10, 1) / 1e3;
const DAY = 86_400;

/** The clock of retries does not wait. */
const clock = { now: () => 0, sleep: () => Promise.resolve(), random: () => 0 };

const uploads = (more: object = {}): PromQueries => ({
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
      price: { key: 'aws.s3.standard.put', perUnit: '0.001' },
      ...more,
    },
  ],
});

const QUERY = 'sum(increase(uploads_total{job="blue",}[300s]))';

const asking = (url: string, more: Partial<PrometheusAsk> = {}): PrometheusAsk => ({
  address: { url },
  scope: { resources: { job: ['blue'] } },
  window: { from: FROM, until: FROM + DAY },
  queries: uploads(),
  ...more,
});

const always = (value: string) => [{ labels: {}, at: () => value }];

describe('metrics of Prometheus', () => {
  it('become a series whose points stand at the start of the interval that they are of', async () => {
    const { url, asked } = await strictPrometheus({ answers: { [QUERY]: always('7') } });
    const { series, losses } = await fetchPrometheus(asking(url));
    expect(asked).toEqual([{ query: QUERY, start: String(FROM + 300), end: String(FROM + DAY), step: '300' }]);
    const [{ points, ...rest } = { points: [] }] = series;
    expect(rest).toEqual({
      name: 'uploads',
      unit: 'Count',
      dimensions: {},
      statistic: 'Sum',
      periodSeconds: 300,
      complete: true,
    });
    expect([points.length, points[0], points.at(-1)]).toEqual([288, [FROM, 7], [FROM + DAY - 300, 7]]);
    expect(losses).toEqual([]);
  });

  it('are asked for in parts of 11,000 points at most, without a gap or an overlap', async () => {
    const query = 'sum(increase(uploads_total{job="blue",}[60s]))';
    const { url, asked } = await strictPrometheus({ answers: { [query]: always('1') } });
    const window = { from: FROM, until: FROM + 10 * DAY };
    const { series } = await fetchPrometheus(asking(url, { window, stepSeconds: 60 }));
    // 14,400 intervals: 11,000 and 3,400.
    expect(asked.map(({ start, end }) => [Number(start) - FROM, Number(end) - FROM])).toEqual([
      [60, 660_000],
      [660_060, 864_000],
    ]);
    expect(new Set(series[0]?.points.map(([at]) => at)).size).toBe(14_400);
    expect(series[0]?.points).toHaveLength(14_400);
  });

  it('become what is paid for: seven a five minutes are 60,480 in a month of thirty days', async () => {
    const { url } = await strictPrometheus({ answers: { [QUERY]: always('7') } });
    const { series } = await fetchPrometheus(asking(url));
    const prices = { 'aws.s3.standard.put': { unit: 'thousand requests' } } as never;
    const period = { start: '2026-11-01', end: '2026-11-02' };
    const meters = prometheusMeters(uploads());
    const [quantity] = measuredBySeries(
      { prices, hoursPerMonth: 720 },
      { period, source: 'prometheus', series, meters },
    );
    expect(quantity).toMatchObject({
      counted: { quantity: '2016' },
      monthly: { quantity: '60.48', unit: 'thousand requests' },
      used: true,
    });
  });

  it('are chosen by the labels that the target names, with what they hold taken literally', async () => {
    const { url, asked } = await strictPrometheus({});
    const resources = { job: ['a.b', 'c"d'], instance: ['never asked'] };
    await fetchPrometheus(asking(url, { scope: { resources } }));
    expect(asked[0]?.query).toBe('sum(increase(uploads_total{job=~"a\\\\.b|c\\"d",}[300s]))');
  });

  it('leave out what is no number: nothing divided by nothing without a word, infinity with one', async () => {
    const ratio = uploads({ statistic: 'Average', price: undefined, note: 'Of reads.' });
    const told = ['NaN', '+Inf', '-Inf', '0.5'];
    const at = (time: number) => told[((time - FROM) / 300) % 4] ?? null;
    const { url } = await strictPrometheus({ answers: { [QUERY]: [{ labels: { broker: '1' }, at }] } });
    const { series, losses } = await fetchPrometheus(asking(url, { queries: ratio }));
    expect(series[0]).toMatchObject({ dimensions: { broker: '1' }, complete: true });
    expect(series[0]?.points).toHaveLength(72);
    expect(new Set(series[0]?.points.map(([, value]) => value))).toEqual(new Set([0.5]));
    expect(losses).toEqual(['uploads: 144 points are infinite and left out', 'uploads: Of reads.']);
  });

  it('of a counter are not complete where an interval has no point, or Prometheus warns', async () => {
    const gap = [{ labels: {}, at: (time: number) => (time === FROM + 600 ? null : '1') }];
    const holed = await strictPrometheus({ answers: { [QUERY]: gap } });
    expect((await fetchPrometheus(asking(holed.url))).series[0]).toMatchObject({ complete: false });
    const warning = await strictPrometheus({ answers: { [QUERY]: always('1') }, warnings: ['a store is missing'] });
    const { series, losses } = await fetchPrometheus(asking(warning.url));
    expect(series[0]).toMatchObject({ complete: false });
    expect(losses).toEqual(['uploads: Prometheus warns: a store is missing']);
  });

  it('that do not exist are told from those that have nothing in the window', async () => {
    const without = await strictPrometheus({ metrics: ['other'] });
    expect(await fetchPrometheus(asking(without.url))).toEqual({
      series: [],
      losses: ['uploads: Prometheus has no metric uploads_total'],
    });
    const empty = await strictPrometheus({ metrics: ['uploads_total'] });
    const { series, losses } = await fetchPrometheus(asking(empty.url));
    expect(series[0]).toMatchObject({ points: [], complete: false });
    expect(losses).toEqual(['uploads: its metrics exist, and have nothing in this window with these labels']);
  });
});

describe('Prometheus lets in', () => {
  it('a token and a user with a password, from the environment', async () => {
    const token = await strictPrometheus({ authorization: 'Bearer s3cret', answers: { [QUERY]: always('1') } });
    const env = { TOKEN: 's3cret', USER: 'ann', WORD: 'pa:ss' };
    const byToken = asking('', { address: { url: token.url, bearerTokenEnv: 'TOKEN' } });
    expect((await fetchPrometheus(byToken, { env })).series).toHaveLength(1);
    // base64 of ann:pa:ss
    const basic = await strictPrometheus({ authorization: 'Basic YW5uOnBhOnNz', answers: { [QUERY]: always('1') } });
    const byName = asking('', { address: { url: `${basic.url}/`, usernameEnv: 'USER', passwordEnv: 'WORD' } });
    expect((await fetchPrometheus(byName, { env })).series).toHaveLength(1);
  });

  it('nobody else, and the error does not repeat the secret', async () => {
    const { url } = await strictPrometheus({ authorization: 'Bearer other' });
    const error = await caught(
      fetchPrometheus(asking('', { address: { url, bearerTokenEnv: 'TOKEN' } }), { env: { TOKEN: 's3cret' } }),
    );
    expect(error).toMatchObject({ exitStatus: 4, message: `${url} does not accept the credentials (401)` });
    expect(JSON.stringify(error.problems)).not.toContain('s3cret');
    expect((await caught(fetchPrometheus(asking(url)))).message).toBe(`${url} asks who is there (401)`);
  });

  it('is not asked while a variable is not set, a certificate is missing or two ways are given', async () => {
    const address = { url: 'http://127.0.0.1:1', bearerTokenEnv: 'NONE', usernameEnv: 'USER', caFile: 'none.pem' };
    const error = await caught(fetchPrometheus(asking('', { address }), { env: { USER: 'ann' }, from: '/' }));
    expect(error.exitStatus).toBe(2);
    expect(error.problems.map(({ what }) => what)).toEqual([
      'the environment variable NONE is not set',
      'a token and a user name are given',
      'a user name needs a password, and the reverse',
      'the certificate authority none.pem cannot be read: ENOENT',
    ]);
  });
});

describe('refused by or far from Prometheus', () => {
  const failing = async (first: Parameters<typeof strictPrometheus>[0]['first']) => {
    const { url } = await strictPrometheus({
      ...(first === undefined ? {} : { first }),
      answers: { [QUERY]: always('1') },
    });
    const error = await caught(fetchPrometheus(asking(url), { clock }));
    return error.message.replace(url, 'it');
  };
  const error = (errorType: string, text: string) => JSON.stringify({ status: 'error', errorType, error: text });

  it('says what Prometheus said of the query', async () => {
    const body = error('bad_data', 'parse error: unexpected end of input');
    expect(await failing([{ status: 400, body }])).toBe(
      'it refuses a query (400): bad_data: parse error: unexpected end of input',
    );
    expect(await failing([{ status: 422, body: error('execution', 'too many samples') }])).toContain(
      'too many samples',
    );
  });

  it('tries what passes three times, and then says so', async () => {
    const busy = { status: 503, body: error('timeout', 'query timed out') };
    const { url } = await strictPrometheus({ first: [busy, busy], answers: { [QUERY]: always('1') } });
    expect((await fetchPrometheus(asking(url), { clock })).series).toHaveLength(1);
    expect(await failing([busy, busy, busy])).toBe('it has too much to do (503): timeout: query timed out');
  });

  it('takes no other answer for one of Prometheus, and follows no redirect', async () => {
    expect(await failing([{ status: 200, body: '<html>' }])).toBe('it does not answer as Prometheus does (200)');
    expect(await failing([{ status: 404, body: 'not found' }])).toBe('it does not answer as Prometheus does (404)');
    const location = { location: 'http://127.0.0.1:1/' };
    expect(await failing([{ status: 302, body: '', headers: location }])).toBe('it leads to another address (302)');
    const vector = JSON.stringify({ status: 'success', data: { resultType: 'vector', result: [] } });
    expect(await failing([{ status: 200, body: vector }])).toBe('it answers uploads with no series');
  });

  it('names the address that cannot be reached', async () => {
    const refused = await caught(fetchPrometheus(asking('http://127.0.0.1:1')));
    expect(refused).toMatchObject({ exitStatus: 4, message: 'http://127.0.0.1:1 cannot be reached (ECONNREFUSED)' });
    const { url } = await strictPrometheus({});
    const encrypted = await caught(fetchPrometheus(asking(url.replace('http', 'https'))));
    expect(encrypted.message).toMatch(/^no trusted connection to https:/);
  });

  it('has no interval to ask for', async () => {
    const window = { from: FROM, until: FROM + 299 };
    const error = await caught(fetchPrometheus(asking('http://127.0.0.1:1', { window })));
    expect(error).toMatchObject({ exitStatus: 2, message: 'Prometheus is asked for less than one interval of 300 s' });
  });
});
