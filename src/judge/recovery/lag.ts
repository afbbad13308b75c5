import type { Metric } from '../../evidence/types/metrics.ts';
import type { Plan, PlannedGroup } from '../../scenarios/types.ts';
import { metricsOf, type RepetitionEvidence } from '../repetition-evidence.ts';

export interface LagBySecond {
  /** Records behind at the end of a second; null where it is not known. */
  lag(second: number): number | null;
  /** The second after the last one of which anything is known. */
  readonly end: number;
}

type GroupLine = Extract<Metric, { readonly kind: 'group' }>;

/**
 * What a group says of its lag is about the partitions that answer: of one that is cut off it knows no later end.
 * Where it reads every topic, its lag is therefore at least what was acknowledged so far and not lost, less what it
 * has read; sends whose outcome stayed unknown, and duplicates, make that less by their number.
 */
export function lagBySecond(pass: RepetitionEvidence, plan: Plan, { name, topics }: PlannedGroup): LagBySecond {
  const lines = new Map(metricsOf(pass, 'group').flatMap((line) => (line.group === name ? [[line.second, line]] : [])));
  const end = Math.max(0, ...lines.keys()) + 1;
  const acknowledged = upToSecond(metricsOf(pass, 'sends'), end, (line) => line.acknowledged);
  const read = upToSecond([...lines.values()], end, newlyRead);
  const lost = pass.audit?.totals.lost ?? 0;
  const readsAll = plan.topics.every((topic) => topics.includes(topic.name));
  return {
    end,
    lag(second) {
      const said = lines.get(second)?.lag ?? null;
      if (said === null) return null;
      return readsAll ? Math.max(said, (acknowledged[second] ?? 0) - (read[second] ?? 0) - lost) : said;
    },
  };
}

const newlyRead = ({ records, again = 0 }: GroupLine): number => records - again;

/** Running totals at the end of each second before `end`. */
function upToSecond<T extends { readonly second: number }>(
  lines: readonly T[],
  end: number,
  count: (line: T) => number,
): readonly number[] {
  const sums = Array.from({ length: end }, () => 0);
  for (const line of lines) if (line.second < end) sums[line.second] = (sums[line.second] ?? 0) + count(line);
  for (let second = 1; second < end; second++) sums[second] = (sums[second] ?? 0) + (sums[second - 1] ?? 0);
  return sums;
}
