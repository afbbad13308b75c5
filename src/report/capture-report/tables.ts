import type { Capture, CapturedFigure, CapturedTopic, Seen } from '../../capture/types.ts';
import { whole } from '../../judge/format.ts';
import { type Cell, left, missing, plainRows, type Row, right, type Table, text } from '../table.ts';
import { figureText, rangeText } from './words.ts';

const SEEN: Readonly<Record<Seen, string>> = {
  counted: 'counted',
  sampled: 'sampled',
  metrics: 'from metrics',
  assumed: 'assumed',
};

/** As many topics stand on the page; all are in capture.json. */
const MOST_TOPICS = 50;

const FIGURES: readonly (readonly [title: string, of: (capture: Capture) => CapturedFigure | null, why: string])[] = [
  ['Average rate', ({ whole }) => whole.averageRecordsPerSecond, ''],
  ['Peak rate', ({ whole }) => whole.peakRecordsPerSecond, ''],
  ['Average ingress before compression', ({ whole }) => whole.averageBytesPerSecond, 'no sample told sizes'],
  ['Peak ingress before compression', ({ whole }) => whole.peakBytesPerSecond, 'no sample told sizes'],
  ['Peak ÷ average', ({ whole }) => whole.burstiness, ''],
  ['Mean size of a value', ({ whole }) => whole.valueBytes?.mean ?? null, 'no sample told sizes'],
  ['Keys and headers of a record', ({ whole }) => whole.besideBytes, 'no record was looked at'],
  ['Compression, uncompressed ÷ compressed', ({ whole }) => whole.compressionRatio, 'no batch was looked at'],
  ['Records a batch', ({ whole }) => whole.recordsPerBatch, 'no batch was looked at'],
  ['Records that have a key', ({ whole }) => whole.keys?.keyed ?? null, 'no record was looked at'],
  ['Share of the hottest key', ({ whole }) => whole.keys?.hottestShare ?? null, 'no key was seen often enough'],
  ['Distinct keys', ({ whole }) => whole.keys?.distinct ?? null, 'more than could be counted, or none'],
  ['Busiest partition ÷ even share', ({ whole }) => whole.imbalance, 'nothing was written, or partitions are not told'],
  ['Read, times', ({ whole }) => whole.fanOut, 'no group committed anything'],
  ['Groups that follow', ({ whole }) => whole.readers, 'no group committed anything'],
  ['Backlog of the group furthest behind', ({ whole }) => whole.backlogBytes, 'no group committed anything'],
  ['Retention', ({ whole }) => whole.retentionSeconds, 'kept for ever, compacted, or not to be seen'],
  ['Partitions', ({ whole }) => whole.partitions, ''],
  ['Replication', ({ whole }) => whole.replication, 'not to be seen'],
  ['Zones', ({ whole }) => whole.zones, 'brokers tell no racks'],
  ['Idempotent producers', ({ whole }) => whole.producers, 'none was seen: others cannot be counted'],
];

export function figureTable(capture: Capture): Table {
  return {
    id: 'captured',
    title: 'What was seen, and how sure it is',
    columns: [left('What'), right('Seen'), right('95% interval'), left('How')],
    groups: plainRows(
      FIGURES.map(([words, of, why]): Row => {
        // Metrics know batches as they came, and sizes with keys and headers among them.
        const title = capture.from === 'prometheus' ? words.replace('before compression', 'as batches came') : words;
        const figure = of(capture);
        if (figure === null) return { title, unit: null, cells: [missing(why), text(''), text('')] };
        return {
          title,
          unit: null,
          cells: [cell(figure), text(rangeText(figure) ?? ''), text(`${SEEN[figure.seen]}: ${figure.how}`)],
        };
      }),
    ),
    notes: [
      'Counted figures are exact for the time that was watched; whether that time is like others they do not say.',
    ],
  };
}

const cell = ({ value, unit }: CapturedFigure): Cell => ({
  kind: 'figure',
  value,
  text: figureText(value, unit),
  unit,
});

export function topicTable({ topics }: Capture): Table {
  const shown = topics.slice(0, MOST_TOPICS);
  const orDash = (figure: CapturedFigure | null | undefined, why: string): Cell =>
    figure === null || figure === undefined ? missing(why) : cell(figure);
  return {
    id: 'captured-topics',
    title:
      topics.length > shown.length
        ? `The ${shown.length} busiest of ${topics.length} topics`
        : 'Topics, the busiest first',
    columns: [
      left('Topic'),
      right('Partitions'),
      right('Average'),
      right('Peak'),
      right('Mean value'),
      right('Compression'),
      left('Codecs'),
      right('Hottest key'),
      right('Busiest partition'),
    ],
    groups: plainRows(
      shown.map((topic) => ({
        title: topic.name,
        unit: null,
        cells: [
          { kind: 'figure', value: topic.partitions, text: whole(topic.partitions), unit: 'partitions' },
          cell(topic.records),
          cell(topic.peakRecords),
          orDash(topic.valueBytes?.mean, 'no sample told sizes'),
          orDash(topic.compressionRatio, 'no batch was looked at'),
          text(codecText(topic)),
          orDash(topic.keys?.hottestShare, 'no key was seen often enough, or records have none'),
          orDash(topic.imbalance, 'nothing was written, or partitions are not told'),
        ],
      })),
    ),
    notes: topics.length > shown.length ? ['The others are in capture.json.'] : [],
  };
}

const codecText = ({ codecs }: CapturedTopic): string =>
  Object.entries(codecs)
    .toSorted(([, a], [, b]) => b - a)
    .map(([codec, share]) => (share > 0.999 ? codec : `${codec} ${figureText(share, 'share')}`))
    .join(', ');

export function missingTable({ missing: parts }: Capture): Table | null {
  if (parts.length === 0) return null;
  return {
    id: 'not-obtained',
    title: 'Not obtained',
    columns: [left('What'), left('Why'), left('What to do')],
    groups: plainRows(
      parts.map(({ what, why, todo }) => ({ title: what, unit: null, cells: [text(why), text(todo)] })),
    ),
    notes: [],
  };
}
