import { join } from 'node:path';
import { replicationOf } from '../local/broker-properties.ts';
import type { PlatformProperties } from '../local/cluster.ts';

/**
 * Remote log storage in a folder that all nodes share, as they would share a bucket: any of them
 * may have to read what another one copied. The short intervals move a closed segment within about
 * a second, so that a repetition of a minute sees the tier at work.
 */
export const tieredProperties: PlatformProperties = ({ nodes, dataDir }) => ({
  'remote.log.storage.system.enable': 'true',
  'remote.log.storage.manager.class.name': 'org.apache.kafka.server.log.remote.storage.LocalTieredStorage',
  'rsm.config.dir': join(dataDir, 'remote-tier'),
  'remote.log.metadata.manager.listener.name': 'BROKER',
  'rlmm.config.remote.log.metadata.topic.replication.factor': String(replicationOf(nodes)),
  'rlmm.config.remote.log.metadata.topic.num.partitions': '6',
  'remote.log.manager.task.interval.ms': '500',
});
