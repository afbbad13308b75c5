import type { AclAnswer } from '../../../kafka/read-only/answers.ts';
import { aclWord } from '../acl-words.ts';

/** Operations that brokers let whoever may do another one (AclAuthorizer and StandardAuthorizer). */
const IMPLIED_BY: Readonly<Record<string, readonly string[]>> = {
  describe: ['describe', 'read', 'write', 'delete', 'alter', 'all'],
  describeconfigs: ['describeconfigs', 'alterconfigs', 'all'],
};

/** The grant among others by which a principal may do the same all the same; undefined where there is none. */
export const coveredBy = (acl: AclAnswer, others: readonly AclAnswer[]): AclAnswer | undefined =>
  acl.permission === 'allow' ? others.find((other) => covers(other, acl)) : undefined;

function covers(other: AclAnswer, acl: AclAnswer): boolean {
  const operation = aclWord(acl.operation);
  return (
    other.permission === 'allow' &&
    aclWord(other.resourceType) === aclWord(acl.resourceType) &&
    (other.principal === acl.principal || other.principal === 'User:*') &&
    (other.host === acl.host || other.host === '*') &&
    (IMPLIED_BY[operation] ?? [operation, 'all']).includes(aclWord(other.operation)) &&
    coversName(other, acl)
  );
}

function coversName(other: AclAnswer, acl: AclAnswer): boolean {
  const isPrefix = aclWord(acl.patternType) === 'prefixed';
  if (aclWord(other.patternType) === 'prefixed') {
    return (isPrefix || acl.resourceName !== '*') && acl.resourceName.startsWith(other.resourceName);
  }
  return other.resourceName === '*' || (!isPrefix && other.resourceName === acl.resourceName);
}
