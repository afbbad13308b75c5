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
  if (on === 'topics' || on === 'groups') return existingLine(looked, on, operation, answers[on], purpose, todo);
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

function existingLine(
  looked: Looked,
  on: 'topics' | 'groups',
  operation: string,
  reading: Reading<ReadonlyMap<string, Rights>>,
  purpose: string,
  todo: string,
): CheckLine {
  if (!reading.obtained) return notObtained(looked, reading);
  const all = [...reading.value];
  const noun = on.slice(0, -1);
  if (all.length === 0) {
    return notKnown(
      looked,
      `no ${noun} is shown: there is none, or none may be described`,
      `if it is missing: ${todo}`,
    );
  }
  const refused = all.filter(([, it]) => it.told.includes(operation) && !it.allowed.includes(operation));
  const silent = all.filter(([, it]) => !it.told.includes(operation));
  if (refused.length > 0) {
    const names = firstOf(refused.map(([name]) => name).toSorted());
    return failed(
      looked,
      `not allowed on ${refused.length} of ${count(all.length, noun)}: ${names} (${purpose})`,
      todo,
    );
  }
  if (silent.length > 0) {
    return notKnown(looked, `the cluster does not tell for ${count(silent.length, noun)}`, `if it is missing: ${todo}`);
  }
  return passed(looked, `allowed on all ${count(all.length, noun)} that this principal is shown (${purpose})`);
}
