import type { Missing, NotObtained, Reading, Reason } from '../kafka/read-only/reading.ts';
import type { CheckAnswers } from './answers.ts';

/** What nobody asked for, what a release does not have, and what is not permitted, which has lines of its own, is no gap. */
const GAPS: readonly Reason[] = ['not-reachable', 'failed'];

/** Whether everything that was asked for was reached. Pure. */
export function isWhole(answers: CheckAnswers): boolean {
  const { steps: _, ...permissions } = answers.permissions;
  const { cluster, apis, topics, brokerConfigs, logDirs, quotas, roundTrips, services } = answers;
  const readings: readonly Reading<unknown>[] = [
    ...[cluster, apis, topics, brokerConfigs, logDirs, quotas, roundTrips],
    ...Object.values(permissions),
    ...services.map(({ answered }) => answered),
  ];
  return readings.flatMap(unobtained).every(({ reason }) => !GAPS.includes(reason));
}

const unobtained = (reading: Reading<unknown>): readonly (NotObtained | Missing)[] =>
  reading.obtained ? reading.missing : [reading];
