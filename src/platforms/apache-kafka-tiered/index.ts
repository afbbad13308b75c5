import { kafkaVersions } from '../local/distribution.ts';
import { possibleFaults } from '../local/possible-faults.ts';
import { startWithObjectStore } from '../object-store/start.ts';
import type { Platform } from '../types.ts';
import { cost } from './cost.ts';
import { tieredProperties } from './tiered-properties.ts';

export const apacheKafkaTiered: Platform = {
  name: 'apache-kafka-tiered',
  title: 'Apache Kafka with tiered storage',
  local: {
    standInNote:
      'Apache Kafka on this machine, its remote tier in an S3-compatible object store (S3Mock) on the same machine: ' +
      'real S3 requests over HTTP, answered from the disk and the processor that the nodes and the load generator ' +
      'use, too. No network is crossed, and there is none of the latency of S3.',
    faults: (nodes) => possibleFaults(nodes, { hasObjectStore: true, hasUpgrade: true }),
    get upgrade() {
      const { older, current } = kafkaVersions();
      return { from: older, to: current };
    },
    hasObjectStore: true,
    start: (options) => startWithObjectStore(options, tieredProperties),
  },
  cost,
  tiered: true,
};
