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
  const name = `wb-check-${randomBytes(4).toString('hex')}`;
  const listed = await cluster.groups();
  const groups = listed.obtained ? listed.value.map(({ id }) => id).slice(0, MOST_GROUPS) : [];
  const told = await cluster.permitted([name, ...topics.slice(0, MOST_TOPICS)], [name, ...groups]);
  if (!told.obtained) return { steps, cluster: told, topics: told, groups: told, runTopic: told, runGroup: told };
  const { value } = told;
  const without = (all: ReadonlyMap<string, Rights>): ReadonlyMap<string, Rights> =>
    new Map([...all].filter(([one]) => one !== name));
  return {
    steps,
    cluster: ofOne(told, value.cluster ?? undefined, 'the cluster'),
    topics: { ...told, value: without(value.topics) },
    groups: listed.obtained ? { ...told, value: without(value.groups) } : listed,
    runTopic: ofOne(told, value.topics.get(name), `topic ${name}`),
    runGroup: ofOne(told, value.groups.get(name), `group ${name}`),
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
  runTopic: why,
  runGroup: why,
});
