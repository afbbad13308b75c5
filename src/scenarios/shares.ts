import type { Plan } from './types.ts';

/**
 * The plan as each sending thread knows it: without the streams of the others. Producer p belongs to
 * thread p mod threads, with its connection and every topic that it writes. RangeError where a thread
 * would have none; loading a scenario refuses that before.
 */
export function sendingShares(plan: Plan): readonly Plan[] {
  return divide(plan.client.threads ?? 1, (belongs) => {
    const streams = plan.streams.filter(({ producer }) => belongs(producer));
    if (streams.length === 0) throw new RangeError('the plan has more threads than producers');
    return { ...plan, streams };
  });
}

/**
 * The plan as each reading thread knows it: with its own groups alone. A group stays whole, because its
 * members reach the tail together. At least one thread, for the complete reading; none that is idle beside it.
 */
export function readingShares(plan: Plan): readonly Plan[] {
  const threads = Math.max(1, Math.min(plan.client.threads ?? 1, plan.groups.length));
  return divide(threads, (belongs) => ({ ...plan, groups: plan.groups.filter((_, index) => belongs(index)) }));
}

function divide(threads: number, share: (belongs: (number: number) => boolean) => Plan): readonly Plan[] {
  return Array.from({ length: threads }, (_, thread) => share((number) => number % threads === thread));
}
