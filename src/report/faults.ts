import type { RecoverySummary } from '../judge/types/figures.ts';
import type { TargetSummary } from '../judge/types/summary.ts';
import { placeWords } from '../scenarios/faults.ts';

/** A fault of the run under the number that it has on every picture. */
export interface NumberedFault {
  /** Id in the plan, which is also its place in the paths of summary.json. */
  readonly id: string;
  /** From 1, in the order in which they begin. */
  readonly number: number;
  readonly name: string;
}

const EVERYWHERE = placeWords({ scope: 'cluster' });

/** `Broker killed (node 2)`; what happens to the whole cluster needs no place. */
export const faultName = ({ title, where }: Pick<RecoverySummary, 'title' | 'where'>): string =>
  where === EVERYWHERE ? title : `${title} (${where})`;

/** Every fault of the run, in the order of the plan; none where the scenario has none. */
export function numberedFaults(targets: readonly TargetSummary[]): readonly NumberedFault[] {
  const names = new Map(targets.flatMap(({ recovery }) => recovery.map((each) => [each.fault, faultName(each)])));
  return [...names].map(([id, name], index) => ({ id, number: index + 1, name }));
}

/** What one fault did to a target, or in one of its repetitions; null where that has no such fault. */
export const recoveryFrom = (
  { recovery }: { readonly recovery: readonly RecoverySummary[] },
  fault: string,
): RecoverySummary | null => recovery.find((each) => each.fault === fault) ?? null;
