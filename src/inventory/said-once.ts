import type { Missing } from '../kafka/read-only/reading.ts';

/** Of parts that are missing for one cause, as many are named. */
const NAMED = 3;

/** For people: parts that are missing for one cause in one line. */
export function saidOnce(missing: readonly Missing[]): readonly Missing[] {
  const causes = Map.groupBy(missing, ({ reason, why, todo }) => JSON.stringify([reason, why, todo]));
  return [...causes.values()].flatMap((all) => {
    const names = [...new Set(all.map(({ what }) => what))];
    const more = names.length - NAMED;
    const named = names.slice(0, NAMED).join(', ');
    return all.slice(0, 1).map((first) => ({ ...first, what: more > 0 ? `${named} and ${more} more` : named }));
  });
}
