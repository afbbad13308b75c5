import type { Rights } from '../answers.ts';
import type { Collected } from '../collected.ts';
import { errorOf } from '../error-codes.ts';
import type { Known } from '../known.ts';
import { describeCluster } from '../protocol/messages/describe-cluster.ts';
import { Unanswered } from '../unanswered.ts';
import { cluster } from './of-cluster.ts';
import { rightsIn } from './rights.ts';

const FROM_BROKERS = 1;

export const notTold = (what: string): Unanswered =>
  new Unanswered(
    'not-supported',
    `${what}: the cluster does not tell who may do what`,
    'Ask whoever runs the cluster.',
  );

/** @throws Unanswered */
export async function askClusterRights(known: Known, collected: Collected): Promise<Rights> {
  const question = {
    includeClusterAuthorizedOperations: true,
    endpointType: FROM_BROKERS,
    includeFencedBrokers: false,
  };
  const told = await known.brokers.askAny(describeCluster, question, { about: 'what this principal may do' });
  const { errorCode, clusterAuthorizedOperations } = told.body;
  if (errorCode !== 0) throw errorOf(errorCode, 'describing the cluster', cluster(known, 'Describe'));
  collected.told(describeCluster, told);
  const rights = rightsIn(clusterAuthorizedOperations, 'cluster');
  if (rights === null) throw notTold('the cluster');
  return rights;
}
