import { isLoopback } from '../scenarios/target.ts';
import type { Target } from '../scenarios/target-types.ts';
import type { CheckRequest } from './check.ts';

/** Whether a check may write ten records: as load, only where the target allows load, and only where it was asked for. */
export function writingAllowed(
  { environment, connect, clusterId, budget }: Pick<Target, 'environment' | 'connect' | 'clusterId' | 'budget'>,
  asked: boolean,
): CheckRequest['writing'] {
  const not = (why: string, todo: string | null = null) =>
    ({ kind: 'not-asked', why: `not allowed: ${why}`, todo }) as const;
  if (environment === 'production') return not('`environment: production` permits no load, whatever else is said');
  if (!asked) return not('--write is not given', 'give --write to have ten records written, read back and deleted');
  if (connect.kind === 'local' || connect.bootstrap.every(isLoopback)) return 'allowed';
  if (clusterId !== null && budget !== null) return 'allowed';
  return not(
    'the cluster is not on this machine, and the target does not name its clusterId and a budget',
    'add both to the target: load goes only to a cluster that is named, within limits',
  );
}
