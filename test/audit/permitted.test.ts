import { describe, expect, it } from 'vitest';
import { type AuditedPlan, isPermitted } from '../../src/audit/permitted.ts';
import { FINDING_NAMES } from '../../src/evidence/types/audit.ts';

interface Settings {
  readonly client?: Partial<AuditedPlan['client']>;
  readonly configs?: Readonly<Record<string, string>>;
}

const permittedIn = ({ client, configs = {} }: Settings) => {
  const plan: AuditedPlan = {
    client: { acks: 'all', idempotence: true, inFlight: 5, ...client },
    topics: [
      { name: 'orders', configs },
      { name: 'other', configs: {} },
    ],
  };
  return {
    orders: FINDING_NAMES.filter((name) => isPermitted(name, 'orders', plan)),
    other: FINDING_NAMES.filter((name) => isPermitted(name, 'other', plan)),
  };
};

describe('what the settings permit', () => {
  // Kafka's documentation of acks, enable.idempotence, max.in.flight.requests.per.connection, unclean.leader.election.enable.
  it.each<[string, Settings, readonly string[]]>([
    ['acks=all with idempotence', {}, []],
    ['acks=1', { client: { acks: '1', idempotence: false, inFlight: 1 } }, ['lost-write', 'duplicate']],
    ['acks=0', { client: { acks: '0', idempotence: false, inFlight: 1 } }, ['lost-write', 'duplicate']],
    ['acks=all, idempotence off, one in flight', { client: { idempotence: false, inFlight: 1 } }, ['duplicate']],
    ['acks=all, idempotence off, five in flight', { client: { idempotence: false } }, ['duplicate', 'reordering']],
  ])('%s', (_, settings, expected) => {
    expect(permittedIn(settings).orders).toEqual(expected);
  });

  it('an unclean election of one topic, and of no other', () => {
    expect(permittedIn({ configs: { 'unclean.leader.election.enable': 'true' } })).toEqual({
      orders: ['lost-write', 'skipped-poll', 'non-monotonic-poll', 'unseen'],
      other: [],
    });
    expect(permittedIn({ configs: { 'unclean.leader.election.enable': 'false' } }).orders).toEqual([]);
  });

  it('never a corrupted record or an aborted read, and nothing where the settings are not known', () => {
    const lax = permittedIn({
      client: { acks: '0', idempotence: false, inFlight: 5 },
      configs: { 'unclean.leader.election.enable': 'true', 'cleanup.policy': 'compact,delete' },
    });
    expect(lax.orders).not.toContain('corrupted');
    expect(lax.orders).not.toContain('aborted-read');
    expect(FINDING_NAMES.filter((name) => isPermitted(name, 'orders', null))).toEqual([]);
  });
});
