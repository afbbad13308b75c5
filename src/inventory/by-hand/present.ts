import type { Reading } from '../../kafka/read-only/reading.ts';
import { obtainedOf } from '../assembly/combined.ts';
import { seesAllGroups, seesAllTopics } from '../sees-all.ts';
import type { Inventory } from '../types.ts';

/** What a scan found of one kind of thing. */
export interface Present {
  /** `topic`. */
  readonly kind: string;
  /** Of the section in the file. */
  readonly section: string;
  readonly names: readonly string[];
  /** Whether what is not among `names` is gone: not where a part of the cluster did not answer. */
  readonly complete: boolean;
}

/** Groups that a console makes for a minute and nobody owns. */
const PASSING_GROUP = /^console-consumer-\d+$/;

/** Things that somebody owns and that no cluster says of whom they are. */
export function presentIn({ sections }: Inventory): readonly Present[] {
  const { topics, groups, kafkaConnect, acls, scramUsers } = sections;
  const principals = [
    ...(obtainedOf(acls) ?? []).map(({ principal }) => principal),
    ...(obtainedOf(scramUsers) ?? []).map(({ user }) => `User:${user}`),
  ].filter((name) => name !== 'User:*');
  const connectors = (obtainedOf(kafkaConnect) ?? []).flatMap((cluster) => cluster.connectors.map(({ name }) => name));
  return [
    {
      kind: 'topic',
      section: 'owners of topics',
      names: (obtainedOf(topics) ?? []).filter(({ internal }) => !internal).map(({ name }) => name),
      complete: seesAllTopics(topics),
    },
    {
      kind: 'group',
      section: 'owners of groups',
      names: (obtainedOf(groups) ?? []).map(({ id }) => id).filter((id) => !PASSING_GROUP.test(id)),
      complete: seesAllGroups(groups),
    },
    {
      kind: 'connector',
      section: 'owners of connectors',
      names: [...new Set(connectors)].sort(),
      complete: isWhole(kafkaConnect),
    },
    {
      kind: 'principal',
      section: 'owners of principals',
      names: [...new Set(principals)].sort(),
      complete: isWhole(acls) && isWhole(scramUsers),
    },
  ];
}

const isWhole = (reading: Reading<unknown>): boolean => reading.obtained && reading.missing.length === 0;
