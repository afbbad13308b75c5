import type { CheckAnswers } from '../answers.ts';
import { count, type Looked, millis, notKnown, notObtained, passed } from '../line.ts';
import type { CheckLine, TargetCheck } from '../types.ts';

export function distanceLines(answers: CheckAnswers): readonly CheckLine[] {
  const { roundTrips } = answers;
  const looked = { group: 'distance', id: 'round-trips', title: 'Round trips' } as const;
  if (!roundTrips.obtained) return [notObtained(looked, roundTrips)];
  const to = (broker: string): Looked => ({
    group: 'distance',
    id: `round-trip/${broker.replace('broker ', '')}`,
    title: `Round trip to ${broker}`,
  });
  const measured = roundTripsOf(answers).map(({ broker, medianMicros, maxMicros }) =>
    passed(
      to(`broker ${broker}`),
      `median ${millis(medianMicros / 1e3)}, longest ${millis(maxMicros / 1e3)}, of ${count(roundTrips.value.get(broker)?.length ?? 0, 'request')}`,
    ),
  );
  return [...measured, ...roundTrips.missing.map(({ what, why, todo }) => notKnown(to(what), why, todo || null))];
}

/** Median as the middle sample, the upper of two. */
export function roundTripsOf({ roundTrips }: CheckAnswers): TargetCheck['roundTrips'] {
  if (!roundTrips.obtained) return [];
  return [...roundTrips.value].flatMap(([broker, micros]) => {
    const sorted = micros.toSorted((a, b) => a - b);
    const [median, longest] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
    if (median === undefined || longest === undefined) return [];
    return [{ broker, medianMicros: Math.round(median), maxMicros: Math.round(longest) }];
  });
}
