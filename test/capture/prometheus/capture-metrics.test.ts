import { describe, expect, it } from 'vitest';
import type { CaptureOptions } from '../../../src/capture/capture-cluster.ts';
import { captureMetrics, type MetricsSource } from '../../../src/capture/prometheus/capture-metrics.ts';
import {
  captureQueriesFor,
  platformsWithCaptureQueries,
  readCaptureQueries,
} from '../../../src/capture/prometheus/queries.ts';
import { proofOfConcept } from '../../../src/capture/scenario/proof-of-concept.ts';
import { scenarioText } from '../../../src/capture/scenario/scenario-text.ts';
import { WorkbenchError } from '../../../src/errors.ts';
import { prometheusAccess } from '../../../src/prometheus/ask.ts';
import { captureSentence } from '../../../src/report/capture-report/words.ts';
import { loadScenario } from '../../../src/scenarios/load.ts';
import { type Series, strictPrometheus } from '../../cost-model/billing/prometheus/strict-prometheus.ts';

const QUERIES = readCaptureQueries(
  `name: ours
shape: { source: ours, date: '2026-11-21' }
labels: [job]
topicLabel: topic
recordsIn: { metrics: [in_total], query: 'in($labels)[$interval]' }
bytesIn: { metrics: [bytes_total], query: 'bytes($labels)[$interval]' }
bytesOut: { metrics: [out_total], query: 'out($labels)[$interval]' }
partitions: { metrics: [parts], query: 'parts($labels)[$interval]' }
`,
  'ours.yaml',
);

const of = (topic: string, at: (minute: number) => number | null): Series => ({
  labels: { topic },
  at: (seconds) => at(seconds / 60)?.toString() ?? null,
});

/** Every tenth minute has five times the records of the others. */
const load =
  (perMinute: number) =>
  (minute: number): number =>
    (minute % 10 === 0 ? 5 : 1) * perMinute;

const answers = (step = 60): Record<string, readonly Series[]> => ({
  [`in(job="blue",)[${step}s]`]: [
    of('orders', load(6_000)),
    of('clicks', load(600)),
    of('__consumer_offsets', load(9)),
  ],
  [`bytes(job="blue",)[${step}s]`]: [
    of('orders', (minute) => 200 * load(6_000)(minute)),
    of('clicks', (minute) => 50 * load(600)(minute)),
  ],
  [`out(job="blue",)[${step}s]`]: [of('orders', (minute) => 400 * load(6_000)(minute))],
  [`parts(job="blue",)[${step}s]`]: [of('orders', () => 12)],
});

async function sourceOf(told: Record<string, readonly Series[]>): Promise<MetricsSource> {
  const { url } = await strictPrometheus({ answers: told });
  return {
    asking: { access: prometheusAccess({ url }, {}, '.'), timeoutMs: 5_000 },
    queries: QUERIES,
    resources: { job: ['blue'] },
    spent: () => ({ requests: 4, sentBytes: 0, receivedBytes: 0 }),
  };
}

const options: CaptureOptions = {
  target: { name: 'prod', platform: 'apache-kafka', environment: 'production' },
  limits: { requestsPerSecond: 50, mibPerSecond: 5 },
  seconds: 1_200,
  topics: /(?:)/,
  lookBackSeconds: null,
  sampleBytes: 0,
  hideNames: false,
  signal: new AbortController().signal,
};

describe('a capture from metrics', () => {
  it('has rates a minute, bytes as they came, and partitions where they are told', async () => {
    const { topics, whole } = await captureMetrics(await sourceOf(answers()), options);
    expect(topics.map(({ name, partitions }) => [name, partitions])).toEqual([
      ['orders', 12],
      ['clicks', 1],
    ]);
    // Of 20 minutes 2 have 5 × as much: 1.4 × 6,600 ÷ 60.
    expect(whole.averageRecordsPerSecond.value).toBeCloseTo((1.4 * 6_600) / 60, 9);
    expect(whole.peakRecordsPerSecond.value).toBeCloseTo((5 * 6_600) / 60, 9);
    expect(whole.averageBytesPerSecond?.value).toBeCloseTo((1.4 * (6_000 * 200 + 600 * 50)) / 60, 6);
    expect(whole.fanOut?.value).toBeCloseTo((400 * 6_000) / (6_000 * 200 + 600 * 50), 9);
    expect(whole.intervals).toHaveLength(20);
    expect(topics[0]?.valueBytes?.mean.value).toBeCloseTo(200, 9);
  });

  it('says what it cannot know, and a scenario made of it loads and invents none of it', async () => {
    const capture = await captureMetrics(await sourceOf(answers()), options);
    expect(capture.notes.join()).toContain('keys, partitions’ shares, retention and lag are not known');
    const { whole } = capture;
    expect([whole.compressionRatio, whole.keys, whole.imbalance, whole.retentionSeconds]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    const file = { name: 'prod-captured', captureFile: 'capture.json', calibrated: null };
    const text = scenarioText(capture, proofOfConcept(capture, null), file);
    expect(text).toContain('from metrics: bytes in ÷ records in');
    const { plan } = loadScenario(text, { file: 's.yaml', readNamed: () => JSON.stringify(capture) });
    expect(plan.records.keys).toEqual({ kind: 'none' });
    expect(plan.seen?.sizes).toEqual([]);
  });

  it('leaves out minutes of which nobody has data, names them, and says bytes are those of batches', async () => {
    const told = answers();
    // Of each ten minutes two are not known; of the others one has five times as much: (7 + 5) ÷ 8.
    const gap = (minute: number) => [3, 4].includes(minute % 10);
    const holed = (series: readonly Series[]): readonly Series[] =>
      series.map((one) => ({ ...one, at: (seconds: number) => (gap(seconds / 60) ? null : one.at(seconds)) }));
    const source = Object.fromEntries(Object.entries(told).map(([query, series]) => [query, holed(series)]));
    const capture = await captureMetrics(await sourceOf(source), options);
    const { whole, missing } = capture;
    // All 20 minutes hold two spans of ten, wherever they begin.
    expect(whole.averageRecordsPerSecond.value).toBeCloseTo(((12 / 8) * 6_600) / 60, 9);
    expect(whole.intervals).toHaveLength(16);
    expect(missing).toHaveLength(1);
    expect(missing[0]?.what).toMatch(/^metrics of [234] intervals of 20 intervals of 60 s$/);
    const text = scenarioText(capture, proofOfConcept(capture, null), {
      name: 'prod-captured',
      captureFile: 'capture.json',
      calibrated: null,
    });
    expect(text).toContain('# Bytes of batches as they came, compressed where producers compress.');
    expect(text).not.toContain('Values before compression');
    expect(captureSentence(capture)).toContain('as batches came');
  });

  it('says of a topic that has data in a part of the time that its rate is a lower bound', async () => {
    const told = answers();
    const [key = ''] = Object.keys(told);
    const young = of('young', (minute) => (minute % 10 < 5 ? 60 : null));
    const source = await sourceOf({ ...told, [key]: [...(told[key] ?? []), young] });
    const { topics, notes, missing } = await captureMetrics(source, options);
    // 60 in half of the minutes.
    expect(topics.find(({ name }) => name === 'young')?.records.value).toBeCloseTo(0.5, 9);
    expect(notes.join()).toContain('1 topic with data in a part of the time only');
    expect(missing).toEqual([]);
  });

  it('says loudly where no label chooses the cluster, and otherwise which does', async () => {
    expect((await captureMetrics(await sourceOf(answers()), options)).notes.join()).toContain(
      'every series with job blue',
    );
    const unlabelled = Object.fromEntries(
      Object.entries(answers()).map(([query, series]) => [query.replace('job="blue",', ''), series]),
    );
    const source = { ...(await sourceOf(unlabelled)), resources: {} };
    const { missing } = await captureMetrics(source, options);
    expect(missing).toMatchObject([
      {
        what: 'whose metrics these are',
        why: expect.stringContaining('every cluster'),
        todo: expect.stringContaining('job'),
      },
    ]);
  });

  it('asks for intervals of five minutes where brokers are scraped too seldom for one', async () => {
    const { whole } = await captureMetrics(await sourceOf(answers(300)), options);
    expect(whole.slotSeconds).toBe(300);
    expect(whole.intervals).toHaveLength(4);
  });

  it('says which labels to name where nothing is found', async () => {
    const failed = await captureMetrics(await sourceOf({}), options).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(WorkbenchError);
    expect((failed as WorkbenchError).exitStatus).toBe(4);
    expect((failed as WorkbenchError).problems[0]).toMatchObject({
      what: expect.stringContaining('has nothing of in_total with these labels'),
      todo: expect.stringContaining('billing.resources of the target: job'),
    });
  });

  it('is refused for less than two minutes', async () => {
    await expect(captureMetrics(await sourceOf(answers()), { ...options, seconds: 60 })).rejects.toThrow(
      '--for is 60 s',
    );
  });

  it('hides names where that is asked', async () => {
    const capture = await captureMetrics(await sourceOf(answers()), { ...options, hideNames: true });
    expect(capture.topics.map(({ name }) => name)).toEqual(['topic-1', 'topic-2']);
    expect(JSON.stringify(capture)).not.toContain('orders');
  });
});

describe('the queries that come with it', () => {
  it.each(platformsWithCaptureQueries())('can be read and are asked by topic: %s', (platform) => {
    const queries = captureQueriesFor(platform);
    for (const query of [queries?.recordsIn, queries?.bytesIn]) {
      expect(query?.query).toContain(`by (${queries?.topicLabel})`);
      for (const metric of query?.metrics ?? []) expect(query?.query).toContain(metric);
    }
  });

  it('are refused with their line where they would count other clusters too', () => {
    const wrong =
      "name: x\nshape: { source: x, date: x }\nlabels: []\ntopicLabel: topic\nrecordsIn: { metrics: [a], query: 'sum(a[$interval])' }\n";
    try {
      readCaptureQueries(wrong, 'wrong.yaml');
      expect.unreachable();
    } catch (error) {
      const { problems } = error as WorkbenchError;
      expect(problems.find(({ at }) => at?.line === 5)?.what).toContain('has no $labels');
    }
  });
});
