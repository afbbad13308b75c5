import type { AclAnswer, ConfigEntry } from '../../../kafka/read-only/answers.ts';
import type { GroupEntry, TopicEntry } from '../../types.ts';
import { aclWord } from '../acl-words.ts';
import type { DiffKind, Fate } from '../types.ts';
import { type WholeName, wholeName } from '../whole-name.ts';
import type { ReplicatorFile } from './replicator-schema.ts';

/** What a replicator with one policy does with each thing of the source. */
export interface Replication {
  readonly name: string;
  readonly version: string;
  readonly policy: string;
  readonly sourceAlias: string | null;
  readonly replicationFactor: { readonly value: number; readonly why: string } | null;
  /** How a topic of the source is called on the target. */
  remoteName(topic: string): string;
  /** Topics that the replicator keeps for itself. */
  isOwn(topic: string): boolean;
  topic(topic: Pick<TopicEntry, 'name' | 'internal'>): Fate;
  config(entry: ConfigEntry): Fate;
  /** What becomes of a config that was set on the target and that the source has so; null: it stays. */
  setOnTarget(source: ConfigEntry): Fate | null;
  acl(acl: AclAnswer): Fate;
  group(group: Pick<GroupEntry, 'id' | 'kind'>): Fate;
  other(kind: DiffKind): Fate | null;
}

const dropped = (why: string): Fate => ({ outcome: 'dropped', why });
const carried = (why: string): Fate => ({ outcome: 'carried', why });

interface Exclusion {
  readonly matches: WholeName;
  readonly why: string;
}

const exclusions = (list: readonly { readonly pattern: string; readonly why: string }[]): readonly Exclusion[] =>
  list.map(({ pattern, why }) => ({ matches: wholeName(pattern), why }));

const excluded = (list: readonly Exclusion[], name: string): Fate | null => {
  const found = list.find(({ matches }) => matches(name));
  return found === undefined ? null : dropped(found.why);
};

/** A replicator's defaults with the policy that names its topics. */
export function replicationBy(file: ReplicatorFile, policy: string, sourceAlias: string | null): Replication {
  const naming = file.policies[policy]?.topic ?? '{topic}';
  const own = file.own.map(wholeName);
  const topics = exclusions(file.topics.exclude);
  const configs = exclusions(file.configs.exclude);
  const groups = exclusions(file.groups.exclude);
  const remoteName = (topic: string): string =>
    naming.replace(/\{(source|topic)\}/g, (_, word) => (word === 'topic' ? topic : (sourceAlias ?? '')));
  const topic: Replication['topic'] = ({ name, internal }) => {
    const why = internal ? file.topics.internal : null;
    return excluded(topics, name) ?? (why === null ? carried(file.topics.partitions) : dropped(why));
  };
  return {
    name: file.name,
    version: file.version,
    policy,
    sourceAlias: renames(naming) ? sourceAlias : null,
    replicationFactor: file.topics.replicationFactor,
    remoteName,
    isOwn: (name) => own.some((matches) => matches(name)),
    topic,
    config: ({ name, source, sensitive, readOnly }) => {
      if (sensitive || readOnly) return dropped('sensitive and read-only configs are left out');
      const bySource = file.configs.sources.find((one) => one.source === source);
      return excluded(configs, name) ?? (bySource ? dropped(bySource.why) : carried(file.configs.carried));
    },
    setOnTarget: ({ name, source }) => {
      const { resets } = file.configs;
      const isReset = resets !== null && source === 'default' && excluded(configs, name) === null;
      return isReset ? { outcome: 'changed', why: resets } : null;
    },
    acl: (acl) => aclFate(file, acl, topic, remoteName),
    group: ({ id, kind }) => {
      const known: readonly string[] = file.groups.kinds;
      if (!known.includes(kind)) return dropped(file.groups.otherKind);
      const { commits } = file.groups;
      return excluded(groups, id) ?? (commits === null ? carried('it commits on the target') : dropped(commits));
    },
    other: (kind) => {
      const why = file.notCarried[kind];
      return why === undefined ? null : dropped(why);
    },
  };
}

/** Whether topics get another name by it, so that the source needs one, too. */
export const renames = (naming: string): boolean => naming.includes('{source}');

function aclFate(
  { acls }: ReplicatorFile,
  acl: AclAnswer,
  topic: Replication['topic'],
  remoteName: Replication['remoteName'],
): Fate {
  const operation = aclWord(acl.operation);
  const name = acl.resourceName;
  if (!acls.resourceTypes.includes(aclWord(acl.resourceType))) return dropped(acls.otherResource);
  if (!acls.patternTypes.includes(aclWord(acl.patternType))) return dropped(acls.otherPattern);
  const ofTopic = topic({ name, internal: false });
  if (ofTopic.outcome === 'dropped') return ofTopic;
  const remote = remoteName(name);
  if (name === '*' && remote !== '*')
    return dropped(`it becomes the name ${remote}, which no longer means every topic`);
  const same = (one: { readonly permission: string; readonly operation: string }): boolean =>
    one.permission === acl.permission && one.operation === operation;
  const out = acls.exclude.find(same);
  if (out !== undefined) return dropped(out.why);
  const changed = acls.change.find(same);
  const onCopy = remote === name ? '' : `; on B it is one of ${remote}`;
  if (changed !== undefined) return { outcome: 'changed', why: `${changed.why}${onCopy}` };
  return carried(`${acls.carried}${onCopy}`);
}
