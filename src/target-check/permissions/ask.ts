import { randomBytes } from 'node:crypto';
import type { Rights, TopicAnswer } from '../../kafka/read-only/answers.ts';
import type { ReadOnlyCluster } from '../../kafka/read-only/cluster.ts';
import type { Missing, NotObtained, Obtained, Reading } from '../../kafka/read-only/reading.ts';
import type { PermissionAnswers, Step } from './needs.ts';

/** Beyond these, the rest is not asked about, and lines say so. */
const MOST_TOPICS = 2_000;
const MOST_GROUPS = 1_000;

/**
 * What brokers say that this principal may do, on what is there and on names that a run would create: a broker tells
 * that of names that do not exist, and nothing is tried.
 */
export async function askPermissions(
  cluster: Pick<ReadOnlyCluster, 'groups' | 'permitted'>,
  topics: Reading<readonly TopicAnswer[]>,
  steps: readonly Step[],
): Promise<PermissionAnswers> {
  const chance = randomBytes(4).toString('hex');
  const [any, ofRun] = [`any-${chance}`, `wb-check-${chance}`];
  const listed = await cluster.groups();
  const topicNames = topics.obtained ? topics.value.map(({ name }) => name) : [];
  const groupNames = listed.obtained ? listed.value.map(({ id }) => id) : [];
  const told = await cluster.permitted(
    [any, ofRun, ...topicNames.slice(0, MOST_TOPICS)],
    [any, ofRun, ...groupNames.slice(0, MOST_GROUPS)],
  );
  if (!told.obtained) return unaskedPermissions(told, steps);
  const { value } = told;
  const existing = (all: ReadonlyMap<string, Rights>, missing: readonly Missing[]) => ({
    ...told,
    value: new Map([...all].filter(([name]) => name !== any && name !== ofRun)),
    missing,
  });
  const ofKind = (kind: RegExp): readonly Missing[] =>
    told.missing.filter(({ what }) => kind.test(what) && !what.includes(chance));
  return {
    steps,
    cluster: ofOne(told, value.cluster ?? undefined, 'the cluster'),
    topics: topics.obtained
      ? existing(value.topics, [
          ...topics.missing,
          ...ofKind(/^topic |^\d+ topics from /),
          ...unasked(topicNames.length - MOST_TOPICS, 'topics', MOST_TOPICS),
        ])
      : topics,
    groups: listed.obtained
      ? existing(value.groups, [
          ...listed.missing,
          ...ofKind(/^group |^broker /),
          ...unasked(groupNames.length - MOST_GROUPS, 'groups', MOST_GROUPS),
        ])
      : listed,
    anyTopic: ofOne(told, value.topics.get(any), `topic ${any}`),
    anyGroup: ofOne(told, value.groups.get(any), `group ${any}`),
    runTopic: ofOne(told, value.topics.get(ofRun), `topic ${ofRun}`),
    runGroup: ofOne(told, value.groups.get(ofRun), `group ${ofRun}`),
  };
}

function unasked(beyond: number, noun: string, most: number): readonly Missing[] {
  if (beyond <= 0) return [];
  const why = `rights are asked for the first ${most} ${noun} only`;
  return [{ what: `${beyond} more ${noun}`, reason: 'not-asked', why, todo: '' }];
}

function ofOne(told: Obtained<unknown>, rights: Rights | undefined, what: string): Reading<Rights> {
  if (rights !== undefined) return { ...told, value: rights };
  const missing = told.missing.find((it) => it.what === what);
  const why = missing?.why ?? 'the cluster does not tell';
  return { obtained: false, reason: missing?.reason ?? 'not-supported', why, todo: missing?.todo ?? '' };
}

/** Where nothing can be asked. */
export const unaskedPermissions = (why: NotObtained, steps: readonly Step[]): PermissionAnswers => ({
  steps,
  cluster: why,
  topics: why,
  groups: why,
  anyTopic: why,
  anyGroup: why,
  runTopic: why,
  runGroup: why,
});
