import type { RunEvidence } from '../evidence/types/run-evidence.ts';
import type { RepetitionEvidence } from './repetition-evidence.ts';

/** The targets of these passes in the order in which they were really started. */
export function startedOrder({ events }: RunEvidence, passes: readonly RepetitionEvidence[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.kind !== 'repetition-started') return [];
    const among = passes.some(({ target, repetition }) => target === event.target && repetition === event.repetition);
    return among ? [event.target] : [];
  });
}

/**
 * At most two passes of the same side in a row, as in A B B A: a drift of the machine then meets
 * both sides alike.
 */
export function interleaved(order: readonly string[]): boolean {
  return !order.some((side, index) => side === order[index + 1] && side === order[index + 2]);
}
