import type { CapturedFigure, CapturedTopic } from '../types.ts';
import { plural, sum } from './captured-topic.ts';
import { counted } from './figures.ts';

/**
 * How long what is written is kept. Storage grows with rate × retention, so that busy topics count for more. Where a
 * part is kept for ever the figure is a guess: whoever prices storage by it takes that part for kept as long as the rest.
 */
export function retained(
  topics: readonly CapturedTopic[],
  bytesPerRecord: (topic: CapturedTopic) => number | null,
): CapturedFigure | null {
  const written = weighed(topics, bytesPerRecord);
  const known = written.flatMap(({ topic: { retentionSeconds }, bytes }) =>
    retentionSeconds === null ? [] : [{ ...retentionSeconds, bytes }],
  );
  const [first] = known;
  const all = sum(written.map(({ bytes }) => bytes));
  const limited = sum(known.map(({ bytes }) => bytes));
  if (first === undefined || limited === 0) return null;
  const value = sum(known.map((one) => one.value * one.bytes)) / limited;
  const hows = [...new Set(known.map(({ how }) => how))].join(', ');
  const how = known.length === 1 ? hows : `${hows} of ${known.length} topics, by what is written to them`;
  const figure = counted(value, 's', how);
  if (known.length === written.length) return figure;
  const others = plural(written.length - known.length, 'topic');
  const share = `${Number(((100 * (all - limited)) / all).toPrecision(3))}% of the bytes`;
  return {
    ...figure,
    seen: 'assumed',
    how: `${how}; not of ${others} with ${share}: kept for ever or compacted, or not told`,
  };
}

/** Topics to which anything is written, and the bytes a second; without samples a record is as large as the others' mean. */
function weighed(topics: readonly CapturedTopic[], bytesPerRecord: (topic: CapturedTopic) => number | null) {
  const written = topics.filter(({ records }) => records.value > 0);
  const sampled = written.filter((topic) => bytesPerRecord(topic) !== null);
  const records = sum(sampled.map((topic) => topic.records.value));
  const bytes = sum(sampled.map((topic) => topic.records.value * (bytesPerRecord(topic) ?? 0)));
  const mean = records === 0 ? 1 : bytes / records;
  return written.map((topic) => ({ topic, bytes: topic.records.value * (bytesPerRecord(topic) ?? mean) }));
}
