import { EXIT, type Problem, WorkbenchError } from '../../errors.ts';
import { saidOnce } from '../../inventory/said-once.ts';
import type { Inventory } from '../../inventory/types.ts';
import type { Missing, Reason } from '../../kafka/read-only/reading.ts';
import { REASON_WORDS, SECTION_NAMES, SECTION_TITLES } from '../../report/inventory-report/words.ts';

/** What an older release has not, and what nobody asked for, is no gap. */
const GAPS: readonly Reason[] = ['not-permitted', 'not-reachable', 'failed'];

/** What was asked for and is not in the inventory, each cause once, as an error to end with; null: nothing is missing. */
export function inventoryGaps({ target, sections }: Inventory): WorkbenchError | null {
  const gaps = SECTION_NAMES.flatMap((name): readonly Missing[] => {
    const reading = sections[name];
    const title = SECTION_TITLES[name];
    if (reading.obtained) return saidOnce(reading.missing).map((part) => ({ ...part, what: `${title}, ${part.what}` }));
    return [{ what: title, reason: reading.reason, why: reading.why, todo: reading.todo }];
  }).filter(({ reason }) => GAPS.includes(reason));
  const causes = Map.groupBy(gaps, ({ reason, why, todo }) => JSON.stringify([reason, why, todo]));
  const problems = [...causes.values()].flatMap((all) => all.slice(0, 1).map((first) => problem(first, all)));
  if (problems.length === 0) return null;
  const nothing = SECTION_NAMES.every((name) => !sections[name].obtained);
  const code = nothing ? 'inventory-empty' : 'inventory-incomplete';
  return new WorkbenchError(code, EXIT.platform, nothing ? problems.map((it) => whole(it, target.name)) : problems);
}

function problem({ reason, why, todo }: Missing, all: readonly Missing[]): Problem {
  const what = [...new Set(all.map((one) => one.what))].join('; ');
  return { what: `not obtained (${REASON_WORDS[reason]}): ${what}: ${why}`, todo };
}

const whole = ({ what, todo }: Problem, target: string): Problem => ({ what: `${target}: ${what}`, todo });
