import { startKafka } from '../local/cluster.ts';
import { kafkaVersions } from '../local/distribution.ts';
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
    faults: (nodes) => possibleFaults(nodes, { hasObjectStore: false, hasUpgrade: true }),
    get upgrade() {
      const { older, current } = kafkaVersions();
      return { from: older, to: current };
    },
    hasObjectStore: false,
    start: (options) => startKafka(options, () => ({})),
  },
  cost,
  tiered: false,
};
