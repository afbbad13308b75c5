import type { FindingName } from '../evidence/types/audit.ts';
import type { ClientProfile, Plan } from '../scenarios/types.ts';

/** What of a plan decides which findings are no broken promise. */
export interface AuditedPlan {
  readonly client: Pick<ClientProfile, 'acks' | 'idempotence' | 'inFlight'>;
  readonly topics: readonly Pick<Plan['topics'][number], 'name' | 'configs'>[];
}

export interface Setting {
  readonly setting: string;
  readonly permits: readonly FindingName[];
  readonly why: string;
  isIn(plan: AuditedPlan, topic: string): boolean;
}

const configOf = ({ topics }: AuditedPlan, topic: string, key: string): string =>
  topics.find(({ name }) => name === topic)?.configs[key] ?? '';

/** Everything that a setting does not rule out; what no setting of the plan permits breaks a promise. */
export const SETTINGS: readonly Setting[] = [
  {
    setting: 'acks=all, idempotence, at-least-once groups',
    permits: [],
    why: 'What was acknowledged is in every in-sync replica, once and in order. A group commits what it has read, so it reads on where it was or, after a member has joined, a little before that: it reads again, which is counted and no finding.',
    isIn: () => true,
  },
  {
    setting: 'acks=1',
    permits: ['lost-write'],
    why: 'The leader alone answers: what no follower had copied is gone with it.',
    isIn: ({ client }) => client.acks === '1',
  },
  {
    setting: 'acks=0',
    permits: ['lost-write'],
    why: 'Nobody answers: a record counts as acknowledged once it was sent.',
    isIn: ({ client }) => client.acks === '0',
  },
  {
    setting: 'idempotence off',
    permits: ['duplicate'],
    why: 'A batch whose answer was lost is sent again, and the broker cannot tell that it has it.',
    isIn: ({ client }) => !client.idempotence,
  },
  {
    setting: 'idempotence off, more than one request in flight',
    permits: ['reordering'],
    why: 'A batch that is sent again comes after those that were sent behind it.',
    isIn: ({ client }) => !client.idempotence && client.inFlight > 1,
  },
  {
    setting: 'unclean.leader.election.enable=true on the topic',
    permits: ['lost-write', 'unseen', 'skipped-poll', 'non-monotonic-poll'],
    why: 'A replica that lacks the end of the log may become its leader: what only the others had is gone, also with acks=all, and other records take the offsets that groups had read already.',
    isIn: (plan, topic) => configOf(plan, topic, 'unclean.leader.election.enable') === 'true',
  },
  {
    setting: 'cleanup.policy with compact on the topic',
    permits: ['lost-write', 'unseen'],
    why: 'Of each key only the latest record is kept.',
    isIn: (plan, topic) => configOf(plan, topic, 'cleanup.policy').includes('compact'),
  },
  {
    setting: 'isolation level, transactions',
    permits: [],
    why: 'The load sends no transactions: read_committed and read_uncommitted read the same. An aborted read is therefore a record that was refused for good, or never sent, and stands in the log all the same; no setting permits it.',
    isIn: () => true,
  },
];

/** Without a plan nothing is permitted. */
export function isPermitted(name: FindingName, topic: string, plan: AuditedPlan | null): boolean {
  return plan !== null && SETTINGS.some(({ permits, isIn }) => permits.includes(name) && isIn(plan, topic));
}
