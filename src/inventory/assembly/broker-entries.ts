import type { BrokerApis, ConfigEntry } from '../../kafka/read-only/answers.ts';
import type { Reading } from '../../kafka/read-only/reading.ts';
import { releaseImplied } from '../../kafka/read-only/releases.ts';
import type { BrokersSection, FeaturesSection } from '../types.ts';
import { combined, notObtained } from './combined.ts';
import type { ScanReadings } from './readings.ts';
import { byName } from './topic-entries.ts';

const DESCRIBE_QUORUM = 55;

/** Whether the controller that brokers name is the controller: only where they keep metadata in ZooKeeper. */
export const namesController = ({ apis }: Pick<ScanReadings, 'apis'>): boolean =>
  apis.obtained && !apis.value.some((broker) => broker.apis.some(({ key }) => key === DESCRIBE_QUORUM));

/** The controller is the quorum's leader where there is a quorum. */
export function brokersSection(readings: ScanReadings): Reading<BrokersSection> {
  const { before, brokerConfigs, quorum } = readings;
  const { cluster } = before;
  if (!cluster.obtained) return cluster;
  const { clusterId, controllerId, brokers } = cluster.value;
  const leader = quorum.obtained ? quorum.value.leaderId : null;
  const value = {
    clusterId,
    controllerId: namesController(readings) ? controllerId : leader,
    brokers: brokers
      .toSorted((a, b) => a.id - b.id)
      .map((broker) => ({ ...broker, configs: configsOf(broker.id, brokerConfigs) })),
  };
  return combined(value, [
    { what: 'brokers', reading: cluster },
    { what: 'configs of brokers', reading: brokerConfigs },
  ]);
}

function configsOf(
  broker: number,
  reading: Reading<ReadonlyMap<number, readonly ConfigEntry[]>>,
): Reading<readonly ConfigEntry[]> {
  if (!reading.obtained) return reading;
  const configs = reading.value.get(broker);
  if (configs !== undefined) return { ...reading, value: configs.toSorted(byName), missing: [] };
  const said = reading.missing.find(({ part }) => part?.kind === 'broker' && part.name === String(broker));
  return notObtained(
    said?.reason ?? 'failed',
    said?.why ?? `broker ${broker} did not tell its configs`,
    said?.todo ?? 'scan again',
  );
}

/** What all brokers offer: a client may meet any of them. */
export function featuresSection({ apis }: ScanReadings): Reading<FeaturesSection> {
  if (!apis.obtained) return apis;
  const [first, ...others] = apis.value;
  if (first === undefined) return notObtained('not-reachable', 'no broker told its API versions', 'scan again');
  const offered = first.apis.flatMap((api) => inAll(api, others)).sort((a, b) => a.key - b.key);
  const value = { release: releaseImplied(offered), features: first.features.toSorted(byName), apis: offered };
  return { ...apis, value };
}

function inAll(api: BrokerApis['apis'][number], others: readonly BrokerApis[]): readonly BrokerApis['apis'][number][] {
  let { min, max } = api;
  for (const { apis } of others) {
    const same = apis.find(({ key }) => key === api.key);
    if (same === undefined) return [];
    min = Math.max(min, same.min);
    max = Math.min(max, same.max);
  }
  return min <= max ? [{ ...api, min, max }] : [];
}
