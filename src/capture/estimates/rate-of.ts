import type { CapturedFigure, CapturedTopic } from '../types.ts';
import { sum } from './captured-topic.ts';
import { counted, sampled } from './figures.ts';

/** Tells a rate of all topics: counted, or sampled where the offsets of some are records only by a share of samples. */
export function rateOf(topics: readonly CapturedTopic[]): (value: number, unit: string, how: string) => CapturedFigure {
  if (topics.every(({ records }) => records.seen === 'counted' || records.value === 0)) return counted;
  const value = sum(topics.map(({ records }) => records.value));
  // As if all topics erred to the same side: no narrower than it is.
  const low = sum(topics.map(({ records }) => records.low ?? records.value)) / value;
  const high = sum(topics.map(({ records }) => records.high ?? records.value)) / value;
  return (rate, unit, how) => sampled(rate, unit, `${how}, without the marks of transactions`, rate * low, rate * high);
}
