import { EXIT, WorkbenchError } from '../errors.ts';
import type { RunEvidence } from '../evidence/types/run-evidence.ts';

/**
 * What a repetition did to somebody's cluster and was not seen to be healed: nothing may be measured there before it
 * is. WorkbenchError `left-broken` (exit status 3) with every such fault; null where there is none, and for a cluster
 * that the workbench started, which is gone.
 */
export function leftBroken({ plan, events }: RunEvidence, target: string, repetition: number): WorkbenchError | null {
  const planned = plan.targets.find(({ name }) => name === target);
  if (planned?.connect.kind !== 'remote') return null;
  const its = events.filter(
    (event) => 'repetition' in event && event.target === target && event.repetition === repetition,
  );
  // One that took too long and ended all the same has left nothing.
  const ended = new Set(its.flatMap((event) => (event.kind === 'fault-ended' ? event.fault : [])));
  const problems = its.flatMap((event) =>
    event.kind === 'fault-failed' && event.stage === 'heal' && !ended.has(event.fault)
      ? {
          what: `${event.fault} may still be in effect on ${target}, so nothing more is measured: ${event.message}`,
          todo: 'run: workbench heal; look at the cluster until it is whole, then run again. What was measured is kept',
        }
      : [],
  );
  return problems.length === 0 ? null : new WorkbenchError('left-broken', EXIT.invalidRun, problems);
}
