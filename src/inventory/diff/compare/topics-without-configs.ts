import type { Missing, Obtained } from '../../../kafka/read-only/reading.ts';
import type { TopicEntry } from '../../types.ts';
import type { NotCompared } from '../types.ts';
import type { Both } from './comparison.ts';
import { toldApart } from './hidden.ts';
import type { PairedTopics } from './paired-topics.ts';
import { Untold } from './untold.ts';

/** Topics that are on both sides and whose configs one side did not tell. */
export function configsNotTold(
  { both }: PairedTopics,
  { a, b }: Both<Obtained<readonly TopicEntry[]>>,
): readonly NotCompared[] {
  return (['a', 'b'] as const).flatMap((side) => {
    const { missing } = side === 'a' ? a : b;
    const without = both.map(([onA, onB]) => (side === 'a' ? onA : onB)).filter(({ configs }) => configs === null);
    // One line for all of them, with the first reason: each topic's own stands in the inventory.
    const first = without[0];
    if (first === undefined) return [];
    const why = reasonOf(missing, first.name);
    return toldApart(
      without,
      'config',
      side,
      ({ name }) => name,
      () => why,
    ).notCompared;
  });
}

const reasonOf = (missing: readonly Missing[], topic: string): Missing => {
  const found = new Untold(missing).of('topic-configs', topic);
  return found === undefined ? NOT_TOLD : { ...found, what: 'them' };
};

const NOT_TOLD: Missing = {
  what: 'them',
  reason: 'failed',
  why: 'its inventory does not say why',
  todo: 'scan it again',
};
