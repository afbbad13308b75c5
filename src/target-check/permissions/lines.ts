import type { Rights } from '../../kafka/read-only/answers.ts';
import type { Reading } from '../../kafka/read-only/reading.ts';
import type { Security } from '../../scenarios/target-types.ts';
import type { CheckAnswers } from '../answers.ts';
import { count, failed, firstOf, type Looked, notKnown, notObtained, passed } from '../line.ts';
import type { CheckLine } from '../types.ts';
import { aclLineOf } from './acl-words.ts';
import { NEEDS, type Need, type PermissionAnswers, type ResourceKind } from './needs.ts';

const THINGS: Readonly<Record<ResourceKind, string>> = {
  cluster: 'the cluster',
  topics: 'existing topics',
  groups: 'existing groups',
  'run-topics': 'topics wb-*',
  'run-groups': 'groups wb-*',
};

/** A line for each thing that a later step has to be allowed to do. */
export function permissionLines({ permissions, security, target }: CheckAnswers): readonly CheckLine[] {
  const lines = NEEDS.filter(({ step }) => permissions.steps.includes(step)).map((need) =>
    lineOf(need, permissions, security),
  );
  if (target.environment !== 'production') return lines;
  const looked = { group: 'permissions', id: 'permission/run', title: 'run: load' } as const;
  return [...lines, notKnown(looked, 'not asked: `environment: production` permits no load, whatever else is said')];
}

function lineOf(need: Need, answers: PermissionAnswers, security: Security | null): CheckLine {
  const { step, on, operation, purpose } = need;
  const looked: Looked = {
    group: 'permissions',
    id: `permission/${step}/${on}/${operation}`,
    title: `${step}: ${operation} on ${THINGS[on]}`,
  };
  const todo = aclLineOf(security, need);
  if (on === 'topics' || on === 'groups') return existingLine(looked, need, answers, todo);
  const reading = { cluster: answers.cluster, 'run-topics': answers.runTopic, 'run-groups': answers.runGroup }[on];
  const instead = otherWay(need, answers);
  if (instead !== null) return passed(looked, `${instead} (${purpose})`);
  if (!reading.obtained) return notObtained(looked, reading);
  const { allowed, told } = reading.value;
  if (allowed.includes(operation)) return passed(looked, `allowed (${purpose})`);
  return told.includes(operation)
    ? failed(looked, `not allowed (${purpose})`, todo)
    : notKnown(looked, `the cluster does not tell (${purpose})`, `if it is missing: ${todo}`);
}

/** Rights on one thing that stand for rights on another. */
function otherWay({ on, operation }: Need, { cluster, runTopic }: PermissionAnswers): string | null {
  const may = (rights: Reading<Rights>, what: string): boolean =>
    rights.obtained && rights.value.allowed.includes(what);
  if (on === 'run-topics' && operation === 'Create' && may(cluster, 'Create'))
    return 'allowed by Create on the cluster';
  // KIP-679: from Apache Kafka 3.0 on, who may write to any topic may do so idempotently.
  if (operation === 'IdempotentWrite' && !may(cluster, operation) && may(runTopic, 'Write')) {
    return 'allowed by Write on the topics, from Apache Kafka 3.0 on';
  }
  return null;
}

/** What is there, one by one; what is allowed on every name is allowed on what is not shown, too. */
function existingLine(
  looked: Looked,
  { on, operation, purpose }: Need,
  answers: PermissionAnswers,
  todo: string,
): CheckLine {
  const [reading, any] = on === 'topics' ? [answers.topics, answers.anyTopic] : [answers.groups, answers.anyGroup];
  if (!reading.obtained) return notObtained(looked, reading);
  const shown = [...reading.value];
  const noun = on === 'topics' ? 'topic' : 'group';
  const refused = shown.filter(([, it]) => it.told.includes(operation) && !it.allowed.includes(operation));
  if (refused.length > 0) {
    const names = firstOf(refused.map(([name]) => name).toSorted());
    const detail = `not allowed on ${refused.length} of ${count(shown.length, noun)}: ${names} (${purpose})`;
    return failed(looked, detail, todo);
  }
  if (any.obtained && any.value.allowed.includes(operation)) {
    return passed(looked, `allowed on every ${noun}, ${shown.length} are there (${purpose})`);
  }
  const knownOfAny = any.obtained && any.value.told.includes(operation);
  if (shown.length === 0 && knownOfAny)
    return failed(looked, `not allowed, and no ${noun} is shown (${purpose})`, todo);
  const known = shown.filter(([, it]) => it.told.includes(operation));
  const detail =
    known.length === 0
      ? `the cluster does not tell (${purpose})`
      : `allowed on ${known.length} of ${count(shown.length, noun)} that are shown; not on every ${noun}, and there may be others`;
  return notKnown(looked, detail, `for all of them: ${todo}`);
}
