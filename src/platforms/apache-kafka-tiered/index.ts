import { startKafka } from '../local/cluster.ts';
import type { Platform } from '../types.ts';
import { cost } from './cost.ts';
import { tieredProperties } from './tiered-properties.ts';

export const apacheKafkaTiered: Platform = {
  name: 'apache-kafka-tiered',
  title: 'Apache Kafka with tiered storage',
  local: {
    standInNote:
      "Apache Kafka on this machine, its remote tier on Kafka's own file-backed reference plugin " +
      '(LocalTieredStorage): a folder on the same disk, not an object store. Reading from it costs no ' +
      'request, crosses no network and has none of the latency of S3.',
    start: (options) => startKafka(options, tieredProperties),
  },
  cost,
  tiered: true,
};
