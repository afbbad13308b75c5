import type { RunPlan } from '../evidence/types/plan.ts';
import { createProgress } from '../report/progress.ts';
import type { ProgressAt, RunProgress } from '../run/progress.ts';
import type { Terminal } from './terminal.ts';

/** Shows where a run is, as the report room draws progress. */
export function terminalProgress(
  terminal: Terminal,
  plan: RunPlan,
): RunProgress & { done(): void; target(): string | null } {
  const progress = createProgress({ stream: terminal.stream, isTTY: terminal.interactive, colour: terminal.colour });
  const sides = plan.targets.map(({ name }) => name);
  const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
  const title = `${plan.scenario.name} · ${count(sides.length, plan.targets.some(({ tuned }) => tuned) ? 'side' : 'target')} × ${count(plan.plan.repetitions, 'repetition')}`;
  let current: string | null = null;
  return {
    update({ target, repetition, repetitions, doing, fraction, secondsLeft, live }: ProgressAt) {
      current = target;
      const side = sides.length > 1 ? `${String.fromCharCode(65 + sides.indexOf(target))}: ` : '';
      const which =
        repetition > repetitions
          ? `repetition ${repetition} (once more)`
          : `repetition ${repetition} of ${repetitions}`;
      progress.update({
        title,
        fraction,
        secondsLeft,
        where: `${side}${target}, ${which}, ${doing}`,
        ...(live === null ? {} : { live: { ...live, p50: live.p50Ms, p99: live.p99Ms } }),
      });
    },
    line: (text) => progress.line(text),
    done: () => progress.done(),
    target: () => current,
  };
}
