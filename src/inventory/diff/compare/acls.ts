import type { AclAnswer } from '../../../kafka/read-only/answers.ts';
import type { Obtained } from '../../../kafka/read-only/reading.ts';
import { aclKey } from '../../acl-key.ts';
import { aclCommand, aclLoss, aclOperation, aclResource, aclWord } from '../acl-words.ts';
import type { Change } from '../types.ts';
import { AclGrants } from './acl-grants.ts';
import { type Both, type Comparison, type Context, cell, change } from './comparison.ts';
import { toldApart } from './hidden.ts';
import { paired } from './paired.ts';

type Acls = readonly AclAnswer[];

/** ACLs by what they say; of a topic that has another name on B, by that name. */
export function compareAcls(
  { a, b }: Both<Obtained<Acls>>,
  nameOnB: (topic: string) => string,
  context: Context,
): Comparison {
  const wanted = a.value.map((acl) => ({ acl, expected: withName(acl, nameOnB) }));
  const here = b.value.map((acl) => ({ acl, expected: acl }));
  const { both, onlyA, onlyB } = paired(wanted, here, ({ expected }) => keyOf(expected));
  const missing = toldApart(
    onlyA,
    'acl',
    'b',
    ({ acl }) => aclCommand(acl),
    () => b.missing[0],
  );
  const extra = toldApart(
    onlyB,
    'acl',
    'a',
    ({ acl }) => aclCommand(acl),
    () => a.missing[0],
  );
  const [onA, onB] = [new AclGrants(wanted.map(({ expected }) => expected)), new AclGrants(b.value)];
  return {
    changes: [
      ...missing.absent.map(({ acl, expected }) => missingAcl(acl, expected, onB, context)),
      ...extra.absent.map(({ acl }) => extraAcl(acl, onA)),
    ],
    notCompared: [...missing.notCompared, ...extra.notCompared],
    compared: { acl: both.length + onlyA.length + onlyB.length },
  };
}

const keyOf = (acl: AclAnswer): string =>
  aclKey({
    ...acl,
    resourceType: aclWord(acl.resourceType),
    patternType: aclWord(acl.patternType),
    operation: aclWord(acl.operation),
  });

const withName = (acl: AclAnswer, nameOnB: (topic: string) => string): AclAnswer =>
  aclWord(acl.resourceType) === 'topic' && aclWord(acl.patternType) === 'literal' && acl.resourceName !== '*'
    ? { ...acl, resourceName: nameOnB(acl.resourceName) }
    : acl;

/** `allow Write from any host`. */
const saying = ({ permission, operation, host }: AclAnswer) =>
  cell(`${permission} ${operation} from ${host === '*' ? 'any host' : host}`);

const ofAcl = (
  acl: AclAnswer,
  words: Readonly<Record<string, string>> = {},
): Pick<Change, 'kind' | 'names' | 'words'> => ({
  kind: 'acl',
  names: [`${acl.principal} on ${aclResource(acl)}`],
  words: {
    principal: acl.principal,
    operation: aclOperation(acl),
    resource: aclResource(acl),
    loses: aclLoss(acl),
    command: aclCommand(acl),
    ...words,
  },
});

function missingAcl(acl: AclAnswer, expected: AclAnswer, onB: AclGrants, { replication }: Context): Change {
  const grant = onB.covering(expected);
  return change({
    ...ofAcl(expected, grant === undefined ? {} : { covered: `by ${aclCommand(grant)}` }),
    property: aclOperation(acl),
    difference: 'missing',
    a: saying(acl),
    b: grant === undefined ? null : cell(aclCommand(grant)),
    replicated: replication?.acl(acl) ?? null,
  });
}

function extraAcl(acl: AclAnswer, onA: AclGrants): Change {
  const grant = onA.covering(acl);
  return change({
    ...ofAcl(acl, grant === undefined ? {} : { covered: `by ${aclCommand(grant)}` }),
    property: aclOperation(acl),
    difference: 'extra',
    a: grant === undefined ? null : cell(aclCommand(grant)),
    b: saying(acl),
  });
}
