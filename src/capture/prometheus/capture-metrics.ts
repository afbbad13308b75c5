import { inputError, platformError } from '../../errors.ts';
import { TOOL } from '../../package.ts';
import type { Asking } from '../../prometheus/ask.ts';
import { queryRange } from '../../prometheus/query-range.ts';
import { queryText } from '../../prometheus/query-text.ts';
import { sampleValue } from '../../prometheus/range-result.ts';
import type { CaptureOptions } from '../capture-cluster.ts';
import { CAPTURE_VERSION, type Capture } from '../types.ts';
import { fromSeries, type SeriesTime, type TopicSeries } from './from-series.ts';
import { choiceOf, gapsOf, partialNote } from './gaps.ts';
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
  const { series, time, notes, partial } = wide ?? asked;
  if (series.length === 0) {
    const what = `${source.asking.access.url} has nothing of ${source.queries.recordsIn.metrics.join(' and ')} with these labels`;
    throw platformError(
      'capture-not-possible',
      what,
      `name the labels of your brokers under billing.resources of the target: ${source.queries.labels.join(', ')}`,
    );
  }
  const wanted = series.filter(({ topic }) => topics.test(topic) && !topic.startsWith('__'));
  const gaps = gapsOf(time.known, time.stepSeconds);
  const choice = choiceOf(source.queries.labels, source.resources);
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
    missing: [...choice.missing, ...gaps.missing],
    notes: [
      'From metrics alone: sizes before compression, codecs, keys, partitions’ shares, retention and lag are not known.',
      'Bytes are those of batches as they came: where producers compress, the ingress below is the compressed one.',
      ...choice.notes,
      ...gaps.notes,
      ...partialNote(wanted.filter(({ topic }) => partial.has(topic)).length),
      ...(wanted.length === 0 ? ['No topic matches.'] : []),
      ...notes,
    ],
  };
}

/** What one query answered. */
interface Asked {
  /** By topic, an amount an interval; nothing where there is no data. */
  readonly amounts: ReadonlyMap<string, readonly number[]>;
  /** By topic, the intervals with data. */
  readonly told: ReadonlyMap<string, ReadonlySet<number>>;
}

const NOTHING: Asked = { amounts: new Map(), told: new Map() };

async function askedSeries(source: MetricsSource, seconds: number, stepSeconds: number) {
  const until = Math.floor(Date.now() / 1e3 / stepSeconds) * stepSeconds;
  const window = { from: until - Math.floor(seconds / stepSeconds) * stepSeconds, until };
  const steps = (window.until - window.from) / stepSeconds;
  const notes: string[] = [];
  const ask = async (name: 'recordsIn' | 'bytesIn' | 'bytesOut' | 'partitions'): Promise<Asked | null> => {
    const { queries, resources, asking } = source;
    const query = queries[name];
    if (query === undefined) return null;
    const text = queryText(query.query, queries.labels, resources, stepSeconds);
    const answer = await queryRange(asking, { name, text, window, stepSeconds });
    for (const warning of answer.warnings) notes.push(`Prometheus warns of ${name}: ${warning}`);
    const byTopic = new Map<string, number[]>();
    const told = new Map<string, Set<number>>();
    for (const { labels, samples } of answer.series) {
      const topic = Object.hasOwn(labels, queries.topicLabel) ? labels[queries.topicLabel] : undefined;
      if (topic === undefined || topic === '') continue;
      const values = byTopic.get(topic) ?? Array.from({ length: steps }, () => 0);
      byTopic.set(topic, values);
      const own = told.get(topic) ?? new Set();
      told.set(topic, own);
      for (const [at, value] of samples) {
        // A point stands at the end of its interval.
        const slot = Math.round((at - window.from) / stepSeconds) - 1;
        const amount = sampleValue(value);
        if (slot < 0 || slot >= steps || !Number.isFinite(amount)) continue;
        values[slot] = (values[slot] as number) + amount;
        own.add(slot);
      }
    }
    return { amounts: byTopic, told };
  };
  const records = (await ask('recordsIn')) ?? NOTHING;
  const bytes = (await ask('bytesIn')) ?? NOTHING;
  const read = await ask('bytesOut');
  const partitions = await ask('partitions');
  const known = knownOf(steps, [records, bytes]);
  const inKnown = (amounts: readonly number[]): readonly number[] =>
    amounts.map((amount, slot) => (known[slot] === true ? amount : 0));
  const series = [...records.amounts].map(([topic, amounts]): TopicSeries => {
    const counts = partitions?.amounts.get(topic);
    const out = read?.amounts.get(topic);
    return {
      topic,
      records: inKnown(amounts),
      bytes: inKnown(bytes.amounts.get(topic) ?? []),
      bytesRead: out === undefined ? null : inKnown(out),
      partitions: counts === undefined ? null : Math.max(...counts) || null,
    };
  });
  const whole = known.filter((one) => one).length;
  const partial = new Set(
    [...records.told].flatMap(([topic, own]) => ([...own].filter((slot) => known[slot]).length < whole ? [topic] : [])),
  );
  const time: SeriesTime = { startMs: window.from * 1e3, stepSeconds, known };
  return { series, time, notes, partial };
}

/** Whether any topic has data of an interval, of each query that has any at all. */
function knownOf(steps: number, asked: readonly Asked[]): readonly boolean[] {
  const any = asked
    .map(({ told }) => new Set([...told.values()].flatMap((own) => [...own])))
    .filter(({ size }) => size > 0);
  return Array.from({ length: steps }, (_, slot) => any.length > 0 && any.every((slots) => slots.has(slot)));
}
