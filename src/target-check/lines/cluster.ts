import { isLoopback } from '../../scenarios/target.ts';
import type { CheckAnswers } from '../answers.ts';
import { failed, passed } from '../line.ts';
import type { CheckLine } from '../types.ts';

export function clusterLines({ cluster, target, bootstrap }: CheckAnswers): readonly CheckLine[] {
  const looked = { group: 'cluster', id: 'cluster-id', title: 'The id of the cluster' } as const;
  if (!cluster.obtained) return [];
  const { clusterId } = cluster.value;
  if (target.clusterId === null) {
    const far = bootstrap.some((address) => !isLoopback(address)) && target.environment === 'test';
    const todo = far ? `write clusterId: "${clusterId}" into the target, so that load can go nowhere else` : null;
    return [passed(looked, `${clusterId}; the target names none`, todo)];
  }
  if (target.clusterId === clusterId) return [passed(looked, `${clusterId}, as the target says`)];
  const todo = 'correct bootstrap or clusterId: load never goes to a cluster that was not named';
  return [failed(looked, `${clusterId}, and the target names ${target.clusterId}`, todo)];
}
