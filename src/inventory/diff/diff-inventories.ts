import { TOOL } from '../../package.ts';
import type { Inventory } from '../types.ts';
import { compareAcls } from './compare/acls.ts';
import { compareBrokerConfigs } from './compare/broker-configs.ts';
import { type Comparison, type Context, compareReadings } from './compare/comparison.ts';
import { compareConnectors } from './compare/connectors.ts';
import { compareFeatures } from './compare/features.ts';
import { compareGroups } from './compare/groups.ts';
import { pairedTopics } from './compare/paired-topics.ts';
import { compareQuotas } from './compare/quotas.ts';
import { compareSchemas } from './compare/schemas.ts';
import { compareScramUsers } from './compare/scram-users.ts';
import { compareTopics } from './compare/topics.ts';
import { withImpact } from './impacts/impact-of.ts';
import type { Impacts } from './impacts/read-impacts.ts';
import { notesOn } from './notes.ts';
import { inOrder } from './order.ts';
import type { Replication } from './replicators/replication.ts';
import { DIFF_VERSION, type DiffSide, type InventoryDiff } from './types.ts';

export interface DiffOptions {
  readonly impacts: Impacts;
  readonly replication: Replication | null;
}

/** What B lacks or has otherwise than A, from what breaks an application first. Pure. */
export function diffInventories(a: Inventory, b: Inventory, { impacts, replication }: DiffOptions): InventoryDiff {
  const sections = sectionsCompared(a, b, { impacts, replication });
  const rows = sections.flatMap(({ changes }) => changes).map((one) => withImpact(one, impacts));
  const diff = {
    schemaVersion: DIFF_VERSION,
    tool: TOOL,
    a: sideOf(a),
    b: sideOf(b),
    replicator:
      replication === null
        ? null
        : {
            name: replication.name,
            version: replication.version,
            policy: replication.policy,
            sourceAlias: replication.sourceAlias,
          },
    levels: impacts.levels,
    rows: inOrder(rows, impacts.levels),
    notCompared: sections.flatMap(({ notCompared }) => notCompared),
    compared: Object.assign({}, ...sections.map(({ compared }) => compared)) as InventoryDiff['compared'],
  } as const;
  return { ...diff, notes: notesOn(diff, [a, b]) };
}

function sectionsCompared(from: Inventory, to: Inventory, context: Context): readonly Comparison[] {
  const [a, b] = [from.sections, to.sections];
  const nameOnB = topicNamesOnB(a.topics, b.topics, context.replication);
  return [
    compareReadings('topics', ['topic', 'config'], { a: a.topics, b: b.topics }, (both) =>
      compareTopics(both, context),
    ),
    compareReadings("brokers' configs", ['broker-config'], { a: a.brokers, b: b.brokers }, (both) =>
      compareBrokerConfigs(both, context),
    ),
    compareReadings('features', ['feature'], { a: a.features, b: b.features }, (both) => compareFeatures(both)),
    compareReadings('ACLs', ['acl'], { a: a.acls, b: b.acls }, (both) => compareAcls(both, nameOnB, context)),
    compareReadings('quotas', ['quota'], { a: a.quotas, b: b.quotas }, (both) => compareQuotas(both, context)),
    compareReadings('SCRAM users', ['scram-user'], { a: a.scramUsers, b: b.scramUsers }, (both) =>
      compareScramUsers(both, context),
    ),
    compareReadings('groups', ['group'], { a: a.groups, b: b.groups }, (both) =>
      compareGroups(both, { nameOnB, sees: { a: seenIn(a.topics), b: seenIn(b.topics) } }, context),
    ),
    compareReadings('schemas', ['schema'], { a: a.schemaRegistry, b: b.schemaRegistry }, (both) =>
      compareSchemas(both, context),
    ),
    compareReadings('connectors', ['connector'], { a: a.kafkaConnect, b: b.kafkaConnect }, (both) =>
      compareConnectors(both, context),
    ),
  ];
}

type Topics = Inventory['sections']['topics'];

/** What a topic of A is called on B; one that is not there, what the replicator would call it. */
function topicNamesOnB(a: Topics, b: Topics, replication: Replication | null): (topic: string) => string {
  const pairs = a.obtained && b.obtained ? pairedTopics(a.value, b.value, replication).both : [];
  const names = new Map(pairs.map(([onA, onB]) => [onA.name, onB.name]));
  return (topic) => names.get(topic) ?? replication?.remoteName(topic) ?? topic;
}

function seenIn(topics: Topics): (topic: string) => boolean {
  const names = new Set(topics.obtained ? topics.value.map(({ name }) => name) : []);
  return (topic) => names.has(topic);
}

const sideOf = ({ target, sections: { brokers, features }, startedAt }: Inventory): DiffSide => ({
  name: target.name,
  platform: target.platform,
  environment: target.environment,
  clusterId: brokers.obtained ? brokers.value.clusterId : null,
  release: features.obtained ? features.value.release : null,
  scannedAt: startedAt,
});
