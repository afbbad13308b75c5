import type { AclAnswer } from '../kafka/read-only/answers.ts';

/** Two ACLs with the same key say the same. */
export const aclKey = ({
  resourceType,
  resourceName,
  patternType,
  principal,
  host,
  operation,
  permission,
}: AclAnswer): string =>
  JSON.stringify([resourceType, resourceName, patternType, principal, host, operation, permission]);
