import type { Rights } from '../../kafka/read-only/answers.ts';
import { missingIn, type Reading } from '../../kafka/read-only/reading.ts';
import { speaksAllOf } from '../../kafka/read-only/releases.ts';
import type { Security } from '../../scenarios/target-types.ts';
import type { CheckAnswers } from '../answers.ts';
import { asFarAsObtained, count, failed, firstOf, type Looked, notKnown, notObtained, passed } from '../line.ts';
import type { CheckLine } from '../types.ts';
import { aclLineOf } from './acl-words.ts';
import { NEEDS, type Need, type PermissionAnswers, type ResourceKind } from './needs.ts';

const THINGS: Readonly<Record<ResourceKind, string>> = {
  cluster: 'the cluster',
  topics: 'existing topics',
  groups: 'existing groups',
  'transactional-ids': 'transactional ids',
  'run-topics': 'topics wb-*',
  'run-groups': 'groups wb-*',
};

/** A line for each thing that a later step has to be allowed to do. */
export function permissionLines({ permissions, security, target, apis }: CheckAnswers): readonly CheckLine[] {
  const lines = NEEDS.filter(({ step }) => permissions.steps.includes(step)).map((need) =>
    lineOf(need, permissions, security, apis),
  );
  if (target.environment !== 'production') return [...lines, ...readingOnly(lines)];
  const looked = { group: 'permissions', id: 'permission/run', title: 'run: load' } as const;
  return [...lines, notKnown(looked, 'not asked: `environment: production` permits no load, whatever else is said')];
}

/** KIP-430 has no answer for them. */
const UNTOLD = 'no cluster tells what is allowed on transactional ids';

/** Nobody who only wants to read has to ask for what a run needs. */
function readingOnly(lines: readonly CheckLine[]): readonly CheckLine[] {
  const mayNotWrite = lines.some(({ id, verdict }) => id === 'permission/run/run-topics/Write' && verdict === 'failed');
  if (!mayNotWrite) return [];
  const looked = { group: 'permissions', id: 'permission/run', title: 'run: load' } as const;
  const detail = 'not with this principal, which may not write; inventory and capture only read';
  return [notKnown(looked, detail, 'give --for inventory capture to be asked for the permissions of reading only')];
}

function lineOf(
  need: Need,
  answers: PermissionAnswers,
  security: Security | null,
  apis: CheckAnswers['apis'],
): CheckLine {
  const { step, on, operation, purpose } = need;
  const looked: Looked = {
    group: 'permissions',
    id: `permission/${step}/${on}/${operation}`,
    title: `${step}: ${operation} on ${THINGS[on]}`,
  };
  const todo = aclLineOf(security, need);
  if (on === 'topics' || on === 'groups') return existingLine(looked, need, answers, todo);
  if (on === 'transactional-ids') return notKnown(looked, `${UNTOLD} (${purpose})`, `if it is missing: ${todo}`);
  const reading = { cluster: answers.cluster, 'run-topics': answers.runTopic, 'run-groups': answers.runGroup }[on];
  const instead = otherWay(need, answers, apis);
  if (instead !== null) return passed(looked, `${instead} (${purpose})`);
  if (!reading.obtained) return notObtained(looked, reading);
  const { allowed, told } = reading.value;
  if (mayRestOnRelease(need, answers, apis) && !allowed.includes(operation))
    return notKnown(looked, `allowed by Write on the topics, if every broker is of Apache Kafka 3.0 or later`, todo);
  if (allowed.includes(operation)) return passed(looked, `allowed (${purpose})`);
  return told.includes(operation)
    ? failed(looked, `not allowed (${purpose})`, todo)
    : notKnown(looked, `the cluster does not tell (${purpose})`, `if it is missing: ${todo}`);
}

/** Rights on one thing that stand for rights on another. */
function otherWay(need: Need, answers: PermissionAnswers, apis: CheckAnswers['apis']): string | null {
  const { on, operation } = need;
  const { cluster } = answers;
  if (on === 'run-topics' && operation === 'Create' && may(cluster, 'Create'))
    return 'allowed by Create on the cluster';
  const brokers = apis.obtained && missingIn(apis).length === 0 ? apis.value : [];
  const isNew = brokers.length > 0 && brokers.every((broker) => speaksAllOf(WRITE_IS_IDEMPOTENT_SINCE, broker.apis));
  return isNew && restsOnWrite(need, answers) ? 'allowed by Write on the topics, from Apache Kafka 3.0 on' : null;
}

const may = (rights: Reading<Rights>, what: string): boolean => rights.obtained && rights.value.allowed.includes(what);

/** KIP-679: from this release on, who may write to any topic may do so idempotently. */
const WRITE_IS_IDEMPOTENT_SINCE = '3.0';

const restsOnWrite = ({ operation }: Need, { cluster, runTopic }: PermissionAnswers): boolean =>
  operation === 'IdempotentWrite' && !may(cluster, operation) && may(runTopic, 'Write');

/** Not every broker said what it speaks. */
const mayRestOnRelease = (need: Need, answers: PermissionAnswers, apis: CheckAnswers['apis']): boolean =>
  restsOnWrite(need, answers) && (!apis.obtained || apis.missing.length > 0);

/** What is there, one by one, and any other name: what an ACL denies on what is not shown, nobody is told. */
function existingLine(
  looked: Looked,
  { on, operation, purpose }: Need,
  answers: PermissionAnswers,
  todo: string,
): CheckLine {
  const [reading, any] = on === 'topics' ? [answers.topics, answers.anyTopic] : [answers.groups, answers.anyGroup];
  if (!reading.obtained) return notObtained(looked, reading);
  const shown = [...reading.value];
  const verb = shown.length === 1 ? 'is' : 'are';
  const noun = on === 'topics' ? 'topic' : 'group';
  const refused = shown.filter(([, it]) => it.told.includes(operation) && !it.allowed.includes(operation));
  if (refused.length > 0) {
    const names = firstOf(refused.map(([name]) => name).toSorted());
    const detail = `not allowed on ${refused.length} of ${count(shown.length, noun)}: ${names} (${purpose})`;
    return failed(looked, detail, todo);
  }
  if (any.obtained && any.value.allowed.includes(operation)) {
    const names = shown.length === 0 ? '' : `the ${count(shown.length, noun)} that ${verb} shown, and on `;
    return asFarAsObtained(passed(looked, `allowed on ${names}new ones (${purpose})`), reading.missing);
  }
  const knownOfAny = any.obtained && any.value.told.includes(operation);
  if (shown.length === 0 && reading.missing.length === 0 && knownOfAny)
    return failed(looked, `not allowed, and no ${noun} is shown (${purpose})`, todo);
  const known = shown.filter(([, it]) => it.told.includes(operation));
  const detail =
    known.length === 0
      ? `the cluster does not tell (${purpose})`
      : `allowed on ${known.length} of ${count(shown.length, noun)} that ${verb} shown; not on every ${noun}, and there may be others`;
  return notKnown(looked, detail, `for all of them: ${todo}`);
}
