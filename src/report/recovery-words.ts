import { significant } from '../judge/format.ts';
import type { RecoverySummary } from '../judge/types/figures.ts';
import type { TargetSummary } from '../judge/types/summary.ts';
import { type NumberedFault, recoveryFrom } from './faults.ts';

/** `After Broker killed (node 2) headroom was back in 12.0 s on local-kafka-3`: what was seen, over all targets. */
export function recoveryWords({ id, name }: NumberedFault, targets: readonly TargetSummary[]): string {
  const seen = targets.flatMap((target) => {
    const recovery = recoveryFrom(target, id);
    return recovery === null ? [] : [`${outcome(recovery)} on ${target.name}`];
  });
  return `After ${name} ${seen.join('; ')}`;
}

function outcome({ startedAtSeconds, timeToHeadroomSeconds }: RecoverySummary): string {
  if (startedAtSeconds === null) return 'nothing is known: it did not begin in a valid repetition';
  if (timeToHeadroomSeconds === null) return 'headroom was not seen to come back';
  return timeToHeadroomSeconds === 0
    ? 'headroom was never gone'
    : `headroom was back in ${significant(timeToHeadroomSeconds)} s`;
}
