import { KAFKA_CONNECT } from '../../inventory/connect/words.ts';
import type { InventoryServices } from '../../inventory/scan.ts';
import { SCHEMA_REGISTRY } from '../../inventory/schema-registry/words.ts';
import type { OpenReading } from '../open-reading.ts';

/**
 * What stands beside a cluster, as its target names it.
 * @throws WorkbenchError where a secret is not in the environment, or an authority's file cannot be read.
 */
export function inventoryServices({ target, http }: Pick<OpenReading, 'target' | 'http'>): InventoryServices {
  const { schemaRegistry, kafkaConnect = [] } = target;
  return {
    schemaRegistry: schemaRegistry === undefined ? null : http(schemaRegistry, SCHEMA_REGISTRY),
    kafkaConnect: kafkaConnect.map((address) => http(address, KAFKA_CONNECT)),
  };
}
