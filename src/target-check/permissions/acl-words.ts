import { type AclResource, aclLine, principalOf } from '../../kafka/read-only/acl-line.ts';
import type { Security } from '../../scenarios/target-types.ts';
import type { Need, ResourceKind } from './needs.ts';

const RESOURCES: Readonly<Record<ResourceKind, AclResource & { readonly isPrefix: boolean }>> = {
  cluster: { type: 'cluster', name: '', isPrefix: false },
  topics: { type: 'topic', name: '*', isPrefix: false },
  groups: { type: 'group', name: '*', isPrefix: false },
  'transactional-ids': { type: 'transactional-id', name: '*', isPrefix: false },
  'run-topics': { type: 'topic', name: 'wb-', isPrefix: true },
  'run-groups': { type: 'group', name: 'wb-', isPrefix: true },
};

/** The line that a cluster's administrator has to run; the options that connect it are theirs. */
export function aclLineOf(security: Security | null, { on, operation }: Need): string {
  const { isPrefix, ...resource } = RESOURCES[on];
  const line = aclLine(principalOf(security), operation, resource);
  return isPrefix ? `${line} --resource-pattern-type prefixed` : line;
}
