import { replicationOf } from '../local/broker-properties.ts';
import type { PlatformProperties } from '../local/cluster.ts';

/**
 * Remote log storage, wherever it is kept. The short intervals move a closed segment within about a second, so that
 * a repetition of a minute sees the tier at work.
 */
export const tieredProperties: PlatformProperties = ({ nodes }) => ({
  'remote.log.storage.system.enable': 'true',
  'remote.log.metadata.manager.listener.name': 'BROKER',
  'rlmm.config.remote.log.metadata.topic.replication.factor': String(replicationOf(nodes)),
  'rlmm.config.remote.log.metadata.topic.num.partitions': '6',
  'remote.log.manager.task.interval.ms': '500',
});
