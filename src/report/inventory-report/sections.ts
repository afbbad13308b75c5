import type { Inventory, Overview } from '../../inventory/types.ts';
import { whole } from '../../judge/format.ts';
import type { Table } from '../table.ts';
import { type PageSection, type Shown, sectionOf } from './section.ts';
import { aclsTable, quotasTable, scramUsersTable } from './tables/access.ts';
import { attentionTable } from './tables/attention.ts';
import { brokerConfigsTable, brokersTable } from './tables/brokers.ts';
import { byHandTable, unansweredWords } from './tables/by-hand.ts';
import { featuresTable, quorumTable } from './tables/cluster.ts';
import { groupsTable, transactionsTable } from './tables/groups.ts';
import { obtainedTable } from './tables/obtained.ts';
import { connectorConfigTable, connectorsTable, subjectsTable } from './tables/services.ts';
import { overridesTable, reassignmentsTable, topicsTable } from './tables/topics.ts';
import { SECTION_TITLES, type SectionName } from './words.ts';

const heading = (name: SectionName, count?: number) => ({
  id: `inventory-section-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  title: count === undefined ? SECTION_TITLES[name] : `${SECTION_TITLES[name]}: ${whole(count)}`,
});

const filled = (table: Table): readonly Table[] => (table.groups.some(({ rows }) => rows.length > 0) ? [table] : []);

const noneOr = (table: Table, none: string) => (filled(table).length > 0 ? { tables: [table] } : { lines: [none] });

const folding = (table: Table | null) =>
  table === null ? [] : filled(table).map((one) => ({ title: one.title, table: one }));

function attentionLines({ attention, brokers, topics }: Overview): readonly string[] {
  if (attention.length > 0) return [];
  return [
    brokers === null && topics === null
      ? 'Nothing of the cluster was obtained: what needs attention is not known.'
      : 'Nothing of what was obtained needs attention.',
  ];
}

/** The whole page, section by section, each with its tables or the line that says why it has none. */
export function inventorySections(inventory: Inventory, shown: Shown): readonly PageSection[] {
  const { sections, changed, overview } = inventory;
  const lengthOf = (
    name: 'topics' | 'groups' | 'acls' | 'quotas' | 'scramUsers' | 'transactions' | 'reassignments',
  ) => {
    const reading = sections[name];
    return reading.obtained ? reading.value.length : undefined;
  };
  return [
    {
      id: 'inventory-section-attention',
      title: `Needs attention: ${overview.attention.length}`,
      lines: attentionLines(overview),
      tables: filled(attentionTable(inventory, shown)),
      folded: [],
    },
    sectionOf(
      heading('brokers', sections.brokers.obtained ? sections.brokers.value.brokers.length : undefined),
      sections.brokers,
      (brokers) => ({
        tables: [brokersTable(brokers, inventory)],
        folded: folding(brokerConfigsTable(brokers)),
      }),
    ),
    sectionOf(heading('topics', lengthOf('topics')), sections.topics, (topics) => ({
      ...noneOr(topicsTable(topics, shown), 'There is no topic.'),
      folded: folding(overridesTable(topics, shown)),
    })),
    sectionOf(heading('groups', lengthOf('groups')), sections.groups, (groups) =>
      noneOr(groupsTable(groups, shown), 'There is no group.'),
    ),
    sectionOf(heading('transactions', lengthOf('transactions')), sections.transactions, (all) =>
      noneOr(transactionsTable(all, shown), 'There is no transactional id.'),
    ),
    sectionOf(heading('acls', lengthOf('acls')), sections.acls, (acls) =>
      noneOr(aclsTable(acls, shown), 'There is no ACL.'),
    ),
    sectionOf(heading('quotas', lengthOf('quotas')), sections.quotas, (quotas) =>
      noneOr(quotasTable(quotas, shown), 'There is no quota.'),
    ),
    sectionOf(heading('scramUsers', lengthOf('scramUsers')), sections.scramUsers, (users) =>
      noneOr(scramUsersTable(users, shown), 'There is no SCRAM user.'),
    ),
    sectionOf(
      heading(
        'schemaRegistry',
        sections.schemaRegistry.obtained ? sections.schemaRegistry.value.subjects.length : undefined,
      ),
      sections.schemaRegistry,
      (registry) => noneOr(subjectsTable(registry, shown), 'There is no subject.'),
    ),
    sectionOf(heading('kafkaConnect'), sections.kafkaConnect, (clusters) => ({
      tables: clusters.flatMap((cluster, at) => filled(connectorsTable(cluster, at, shown))),
      lines: clusters
        .filter(({ connectors }) => connectors.length === 0)
        .map(({ url }) => `There is no connector at ${url}.`),
      folded: clusters.flatMap(({ connectors }, at) =>
        connectors
          .slice(0, shown.rows)
          .map((one, index) => connectorConfigTable(one, `inventory-connector-${at + 1}-${index + 1}`))
          .flatMap(folding),
      ),
    })),
    sectionOf(heading('reassignments', lengthOf('reassignments')), sections.reassignments, (all) =>
      noneOr(reassignmentsTable(all, shown), 'None is under way.'),
    ),
    sectionOf(heading('features'), sections.features, (features) => ({ tables: [featuresTable(features)] })),
    sectionOf(heading('quorum'), sections.quorum, (quorum) => ({ tables: [quorumTable(quorum)] })),
    {
      id: 'inventory-section-by-hand',
      title: 'What no cluster tells',
      lines: unansweredWords(inventory),
      tables: filled(byHandTable(inventory, shown)),
      folded: [],
    },
    {
      id: 'inventory-section-scan',
      title: 'The scan',
      lines: changed.map((change) => `Changed: ${change}.`),
      tables: [obtainedTable(inventory)],
      folded: [],
    },
  ];
}
