import type { AclAnswer } from '../answers.ts';
import { readingOf } from '../collected.ts';
import { errorOf } from '../error-codes.ts';
import type { Known } from '../known.ts';
import { describeAcls } from '../protocol/messages/describe-acls.ts';
import type { Reading } from '../reading.ts';
import { cluster } from './of-cluster.ts';
import { OPERATIONS } from './operations.ts';

const ANY = 1;
/** As kafka-acls calls them. */
const RESOURCE_TYPES: Readonly<Record<number, string>> = {
  2: 'topic',
  3: 'group',
  4: 'cluster',
  5: 'transactional-id',
  6: 'delegation-token',
  7: 'user',
};
const PATTERN_TYPES: Readonly<Record<number, string>> = { 3: 'literal', 4: 'prefixed' };
const DENY = 2;

export const readAcls = (known: Known): Promise<Reading<readonly AclAnswer[]>> =>
  readingOf(async (collected) => {
    const told = await known.brokers.askAny(describeAcls, {
      resourceTypeFilter: ANY,
      resourceNameFilter: null,
      patternTypeFilter: ANY,
      principalFilter: null,
      hostFilter: null,
      operation: ANY,
      permissionType: ANY,
    });
    const { errorCode, errorMessage, resources } = told.body;
    if (errorCode !== 0) throw errorOf(errorCode, 'reading ACLs', cluster(known, 'Describe'), errorMessage);
    collected.told(describeAcls, told);
    const acls = resources.flatMap(({ resourceType, resourceName, patternType, acls: of }) =>
      of.map(
        ({ principal, host, operation, permissionType }): AclAnswer => ({
          resourceType: RESOURCE_TYPES[resourceType] ?? 'unknown',
          resourceName,
          patternType: PATTERN_TYPES[patternType] ?? 'unknown',
          principal,
          host,
          operation: OPERATIONS[operation] ?? 'Unknown',
          permission: permissionType === DENY ? 'deny' : 'allow',
        }),
      ),
    );
    return collected.reading(acls, false);
  });
