import type { Security } from '../../scenarios/target-types.ts';
import type { Need, Operation, ResourceKind } from './needs.ts';

const RESOURCES: Readonly<Record<ResourceKind, string>> = {
  cluster: '--cluster',
  topics: "--topic '*'",
  groups: "--group '*'",
  'run-topics': '--topic wb- --resource-pattern-type prefixed',
  'run-groups': '--group wb- --resource-pattern-type prefixed',
};

/** The principal without its name: the shell puts in what the target refers to. */
export const principalOf = (security: Security | null): string =>
  security?.sasl ? `User:$${security.sasl.usernameEnv}` : 'User:ANONYMOUS';

/** The line that a cluster's administrator has to run; connection options are theirs. */
export const aclLine = (security: Security | null, on: ResourceKind, operation: Operation): string =>
  `kafka-acls --add --allow-principal "${principalOf(security)}" --operation ${operation} ${RESOURCES[on]}`;

export const aclLineOf = (security: Security | null, { on, operation }: Need): string =>
  aclLine(security, on, operation);
