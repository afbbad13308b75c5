import { inputError, platformError } from '../../errors.ts';
import { TOOL } from '../../package.ts';
import type { Asking } from '../../prometheus/ask.ts';
import { queryRange } from '../../prometheus/query-range.ts';
import { queryText } from '../../prometheus/query-text.ts';
import { sampleValue } from '../../prometheus/range-result.ts';
import type { CaptureOptions } from '../capture-cluster.ts';
import { CAPTURE_VERSION, type Capture } from '../types.ts';
import { fromSeries, type TopicSeries } from './from-series.ts';
import type { CaptureQueries } from './queries.ts';

/** Wide enough for two scrapes of half a minute: an increase needs two points. */
const STEP_SECONDS = 60;
/** Where brokers are scraped less often. */
const WIDE_STEP_SECONDS = 300;

export interface MetricsSource {
  readonly asking: Asking;
  readonly queries: CaptureQueries;
  /** Label → the values that the target's own series have. */
  readonly resources: Readonly<Record<string, readonly string[]>>;
  readonly spent: () => Capture['spent'];
}

/** Describes what brokers' metrics tell of the time that is just over; nobody has to wait for it. */
export async function captureMetrics(source: MetricsSource, options: CaptureOptions): Promise<Capture> {
  const { seconds, topics, target, limits, hideNames } = options;
  if (seconds < 2 * STEP_SECONDS) {
    const what = `--for is ${seconds} s, and metrics tell a rate a minute: two of them are the least`;
    throw inputError('capture-too-short', [{ what, todo: 'write --for 2m or more, better --for 24h' }]);
  }
  const startedAt = new Date().toISOString();
  const asked = await askedSeries(source, seconds, STEP_SECONDS);
  const wide =
    asked.series.length > 0 || seconds < 2 * WIDE_STEP_SECONDS
      ? null
      : await askedSeries(source, seconds, WIDE_STEP_SECONDS);
  const { series, time, notes } = wide ?? asked;
  if (series.length === 0) {
    const what = `${source.asking.access.url} has nothing of ${source.queries.recordsIn.metrics.join(' and ')} with these labels`;
    throw platformError(
      'capture-not-possible',
      what,
      `name the labels of your brokers under billing.resources of the target: ${source.queries.labels.join(', ')}`,
    );
  }
  const wanted = series.filter(({ topic }) => topics.test(topic) && !topic.startsWith('__'));
  const { topics: told, whole } = fromSeries(wanted, time, hideNames);
  return {
    schemaVersion: CAPTURE_VERSION,
    tool: TOOL,
    target: { name: target.name, platform: target.platform, environment: target.environment },
    from: 'prometheus',
    startedAt,
    endedAt: new Date().toISOString(),
    limits,
    spent: source.spent(),
    topics: told,
    whole,
    missing: [],
    notes: [
      'From metrics alone: sizes before compression, codecs, keys, partitions’ shares, retention and lag are not known.',
      'Bytes are those of batches as they came: where producers compress, the ingress below is the compressed one.',
      ...(wanted.length === 0 ? ['No topic matches.'] : []),
      ...notes,
    ],
  };
}

async function askedSeries(source: MetricsSource, seconds: number, stepSeconds: number) {
  const until = Math.floor(Date.now() / 1e3 / stepSeconds) * stepSeconds;
  const window = { from: until - Math.floor(seconds / stepSeconds) * stepSeconds, until };
  const steps = (window.until - window.from) / stepSeconds;
  const notes: string[] = [];
  /** By topic, a value an interval. */
  const ask = async (
    name: 'recordsIn' | 'bytesIn' | 'bytesOut' | 'partitions',
  ): Promise<ReadonlyMap<string, readonly number[]> | null> => {
    const { queries, resources, asking } = source;
    const query = queries[name];
    if (query === undefined) return null;
    const text = queryText(query.query, queries.labels, resources, stepSeconds);
    const answer = await queryRange(asking, { name, text, window, stepSeconds });
    for (const warning of answer.warnings) notes.push(`Prometheus warns of ${name}: ${warning}`);
    const byTopic = new Map<string, number[]>();
    for (const { labels, samples } of answer.series) {
      const topic = Object.hasOwn(labels, queries.topicLabel) ? labels[queries.topicLabel] : undefined;
      if (topic === undefined || topic === '') continue;
      const values = byTopic.get(topic) ?? Array.from({ length: steps }, () => 0);
      byTopic.set(topic, values);
      for (const [at, value] of samples) {
        // A point stands at the end of its interval.
        const slot = Math.round((at - window.from) / stepSeconds) - 1;
        const amount = sampleValue(value);
        if (slot >= 0 && slot < steps && Number.isFinite(amount)) values[slot] = (values[slot] as number) + amount;
      }
    }
    return byTopic;
  };
  const records = (await ask('recordsIn')) ?? new Map<string, readonly number[]>();
  const bytes = (await ask('bytesIn')) ?? new Map<string, readonly number[]>();
  const read = await ask('bytesOut');
  const partitions = await ask('partitions');
  const series = [...records].map(([topic, amounts]): TopicSeries => {
    const counts = partitions?.get(topic);
    return {
      topic,
      records: amounts,
      bytes: bytes.get(topic) ?? [],
      bytesRead: read?.get(topic) ?? null,
      partitions: counts === undefined ? null : Math.max(...counts) || null,
    };
  });
  return { series, time: { startMs: window.from * 1e3, stepSeconds }, notes };
}
