import { randomBytes } from 'node:crypto';
import type { Rights } from '../../kafka/read-only/answers.ts';
import type { ReadOnlyCluster } from '../../kafka/read-only/cluster.ts';
import type { NotObtained, Obtained, Reading } from '../../kafka/read-only/reading.ts';
import type { PermissionAnswers, Step } from './needs.ts';

/** Beyond these, the rest is not asked about: a line names a few anyway. */
const MOST_TOPICS = 2_000;
const MOST_GROUPS = 1_000;

/**
 * What brokers say that this principal may do, on what is there and on names that a run would create: a broker tells
 * that of names that do not exist, and nothing is tried.
 */
export async function askPermissions(
  cluster: ReadOnlyCluster,
  topics: readonly string[],
  steps: readonly Step[],
): Promise<PermissionAnswers> {
  const chance = randomBytes(4).toString('hex');
  const [any, ofRun] = [`any-${chance}`, `wb-check-${chance}`];
  const listed = await cluster.groups();
  const groups = listed.obtained ? listed.value.map(({ id }) => id).slice(0, MOST_GROUPS) : [];
  const told = await cluster.permitted([any, ofRun, ...topics.slice(0, MOST_TOPICS)], [any, ofRun, ...groups]);
  if (!told.obtained) return unaskedPermissions(told, steps);
  const { value } = told;
  const existing = (all: ReadonlyMap<string, Rights>): Reading<ReadonlyMap<string, Rights>> => ({
    ...told,
    value: new Map([...all].filter(([name]) => name !== any && name !== ofRun)),
  });
  return {
    steps,
    cluster: ofOne(told, value.cluster ?? undefined, 'the cluster'),
    topics: existing(value.topics),
    groups: listed.obtained ? existing(value.groups) : listed,
    anyTopic: ofOne(told, value.topics.get(any), `topic ${any}`),
    anyGroup: ofOne(told, value.groups.get(any), `group ${any}`),
    runTopic: ofOne(told, value.topics.get(ofRun), `topic ${ofRun}`),
    runGroup: ofOne(told, value.groups.get(ofRun), `group ${ofRun}`),
  };
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
