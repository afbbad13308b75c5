import { EXIT, WorkbenchError } from '../errors.ts';
import { recordsInPhase } from '../scenarios/schedule.ts';
import type { Budget, Target } from '../scenarios/target-types.ts';
import type { Plan } from '../scenarios/types.ts';
import { GIB, MIB } from '../units.ts';

/** Beside its load a pass connects, reads everything once more and leaves. */
const CONNECTING_SECONDS = 15;

/** What passes of a plan take, in a budget's own units. */
export type Spending = Pick<Budget, 'mibPerSecond' | 'gib' | 'minutes'>;

export function plannedSpending(plan: Plan, passes: number): Spending {
  const { meanBytes } = plan.records;
  const records = plan.phases.reduce((sum, phase) => sum + recordsInPhase(phase), 0);
  const fastest = Math.max(...plan.phases.flatMap(({ fromRate, toRate }) => [fromRate, toRate]));
  return {
    mibPerSecond: (fastest * meanBytes) / MIB,
    gib: (records * meanBytes * passes) / GIB,
    minutes: (((plan.phases.at(-1)?.endSecond ?? 0) + CONNECTING_SECONDS) * passes) / 60,
  };
}

/** Keeps a target's budget over the passes of a run, repeated ones included. */
export class BudgetWatch {
  readonly #target: Target;
  readonly #planned: Spending;
  #spentMinutes = 0;
  #spentGib = 0;

  constructor(target: Target, plan: Plan) {
    this.#target = target;
    this.#planned = plannedSpending(plan, 1);
  }

  /** Whether one more pass fits into what is left. */
  allowsPass(): boolean {
    const { budget } = this.#target;
    if (budget === null) return true;
    return (
      this.#spentMinutes + this.#planned.minutes <= budget.minutes && this.#spentGib + this.#planned.gib <= budget.gib
    );
  }

  /** Aborts with `budget-spent` when the minutes are over; `end` counts the pass. */
  startPass(): { readonly signal: AbortSignal; end(): void } {
    const { budget, name } = this.#target;
    const controller = new AbortController();
    const startedAt = performance.now();
    const left = budget === null ? null : (budget.minutes - this.#spentMinutes) * 60e3;
    const timer = left === null ? null : setTimeout(() => controller.abort(spent(name, budget?.minutes ?? 0)), left);
    return {
      signal: controller.signal,
      end: () => {
        if (timer !== null) clearTimeout(timer);
        this.#spentMinutes += (performance.now() - startedAt) / 60e3;
        this.#spentGib += this.#planned.gib;
      },
    };
  }
}

function spent(target: string, minutes: number): WorkbenchError {
  return new WorkbenchError('budget-spent', EXIT.invalidRun, [
    {
      what: `the ${minutes} minutes of budget.minutes on target ${target} were over before the run was`,
      todo: 'shorten the scenario or raise the budget in the target file; what was measured is kept',
    },
  ]);
}
