import { headroomWords } from '../judge/recovery-words.ts';
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

function outcome(recovery: RecoverySummary): string {
  const { startedAtSeconds, timeToHeadroomSeconds, unreached } = recovery;
  if (startedAtSeconds === null) return 'there is no valid repetition to tell from';
  if (timeToHeadroomSeconds === null) {
    return unreached.includes('timeToHeadroomSeconds')
      ? 'headroom was not back when the load ended'
      : 'the time to headroom cannot be told';
  }
  return headroomWords(timeToHeadroomSeconds, recovery);
}
