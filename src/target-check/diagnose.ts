import type { CheckFacts } from '../evidence/types/target-checked.ts';
import type { CheckAnswers } from './answers.ts';
import { brokerLines, racksFact } from './lines/brokers.ts';
import { clockFact, clockLines } from './lines/clocks.ts';
import { clusterLines } from './lines/cluster.ts';
import { connectionLines } from './lines/connections.ts';
import { distanceLines } from './lines/distance.ts';
import { headroomLines } from './lines/headroom.ts';
import { loginLines } from './lines/login.ts';
import { nameLines } from './lines/names.ts';
import { quotaLines, quotasFact } from './lines/quotas.ts';
import { tlsFact, tlsLines } from './lines/tls.ts';
import { unansweredLines } from './lines/unanswered.ts';
import { releaseFact, versionLines } from './lines/versions.ts';
import { writingLines } from './lines/writing.ts';
import { permissionLines } from './permissions/lines.ts';
import type { CheckLine } from './types.ts';

/** Every line, in the order of `CHECK_GROUPS`. Pure. */
export function diagnose(answers: CheckAnswers): readonly CheckLine[] {
  const reached = [...nameLines(answers), ...connectionLines(answers), ...tlsLines(answers), ...loginLines(answers)];
  if (!answers.cluster.obtained)
    return [...reached, ...unansweredLines(reached, answers.cluster), ...writingLines(answers)];
  return [
    ...reached,
    ...clusterLines(answers),
    ...permissionLines(answers),
    ...versionLines(answers),
    ...brokerLines(answers),
    ...distanceLines(answers),
    ...clockLines(answers),
    ...headroomLines(answers),
    ...quotaLines(answers),
    ...writingLines(answers),
  ];
}

export const factsOf = (answers: CheckAnswers): CheckFacts => ({
  tls: tlsFact(answers),
  release: releaseFact(answers),
  racks: racksFact(answers),
  clockOffset: clockFact(answers),
  quotas: quotasFact(answers),
});
