import type { FaultSurroundings } from '../../../src/faults/types.ts';
import type { KafkaAdmin } from '../../../src/kafka/admin.ts';
import { remoteFacts } from '../planned.ts';

const untouched = (what: string) => () => {
  throw new Error(`${what} should not have been touched`);
};

/** Surroundings in which nothing may be touched but what the test gives. */
export const simulated = (given: Partial<FaultSurroundings> = {}): FaultSurroundings => ({
  target: remoteFacts().target,
  local: null,
  connection: { bootstrap: ['kafka.example:9092'], security: null },
  admin: new Proxy({} as KafkaAdmin, { get: untouched('the cluster') }),
  topics: ['orders'],
  clientZone: null,
  upgradeTo: null,
  clients: {
    crashMember: untouched('a member'),
    restoreMember: untouched('a member'),
    crashProducer: untouched('a producer'),
    restoreProducer: untouched('a producer'),
  },
  network: null,
  objectStore: null,
  withinMs: 60_000,
  copyWithinMs: 60_000,
  note: () => {},
  ...given,
});
