import { MOST_PRODUCERS, type Sample } from '../sampling/sample.ts';
import type { CapturedFigure } from '../types.ts';
import { sampled } from './figures.ts';

/** Only an idempotent producer says who it is, and only those whose batches were fetched are seen: a lower bound. */
export function producersSeen(sample: Sample | null, how: string): CapturedFigure | null {
  const count = sample?.producers.size ?? 0;
  if (count === 0) return null;
  const nameless = sample?.withoutProducer.estimate()?.value ?? 0;
  const ids = `at least ${count.toLocaleString('en')}, by producer ids in ${how}`;
  const further = count >= MOST_PRODUCERS ? ', not counted further' : '';
  const others =
    nameless > 0 ? `; ${Number((100 * nameless).toPrecision(3))}% of the batches carry no producer id` : '';
  return sampled(count, 'producers', `${ids}${further}${others}`);
}
