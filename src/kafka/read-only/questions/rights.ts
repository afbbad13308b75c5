import type { Rights } from '../answers.ts';
import { OPERATIONS } from './operations.ts';

/** KIP-430: what a principal may do, a bit for each operation; this is what is said where nothing is. */
const NOT_TOLD = -(2 ** 31);

/** Null: it was not told. */
export function operationsIn(bits: number): readonly string[] | null {
  if (bits === NOT_TOLD) return null;
  return Object.entries(OPERATIONS).flatMap(([code, name]) => ((bits >>> Number(code)) & 1 ? [name] : []));
}

/** What bits speak of, by the type of resource. */
const TELLS = {
  cluster: ['Create', 'ClusterAction', 'DescribeConfigs', 'AlterConfigs', 'IdempotentWrite', 'Alter', 'Describe'],
  topic: ['Read', 'Write', 'Create', 'Describe', 'Delete', 'Alter', 'DescribeConfigs', 'AlterConfigs'],
  group: ['Read', 'Describe', 'Delete'],
} as const;

/** What a refusal to describe speaks of: each of these brings the right to describe with it. */
const REFUSES = {
  cluster: ['Describe', 'Alter'],
  topic: ['Describe', 'Read', 'Write', 'Delete', 'Alter'],
  group: ['Describe', 'Read', 'Delete'],
} as const;

export function rightsIn(bits: number, type: keyof typeof TELLS): Rights | null {
  const allowed = operationsIn(bits);
  if (allowed === null) return null;
  // Kafka tells a principal that may not describe a cluster nothing else of it.
  return type === 'cluster' && bits === 0 ? refusedRights(type) : { allowed, told: TELLS[type] };
}

export const refusedRights = (type: keyof typeof REFUSES): Rights => ({ allowed: [], told: REFUSES[type] });
