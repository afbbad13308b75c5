import { startKafka } from '../local/cluster.ts';
import { possibleFaults } from '../local/possible-faults.ts';
import type { Platform } from '../types.ts';
import { cost } from './cost.ts';

export const apacheKafka: Platform = {
  name: 'apache-kafka',
  title: 'Apache Kafka',
  local: {
    standInNote:
      'Apache Kafka on this machine: its nodes share one disk and one processor with the load generator, ' +
      'and its zones are names without distance.',
    faults: (nodes) => possibleFaults(nodes, { hasObjectStore: false, hasUpgrade: false }),
    upgrade: null,
    hasObjectStore: false,
    start: (options) => startKafka(options, () => ({})),
  },
  cost,
  tiered: false,
};
