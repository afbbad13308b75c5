import type { KeyPath } from '../../scenarios/mistake.ts';

/** One flag of the production workload: the key of `production:` that it says, which describes it too. */
export interface WorkloadFlag {
  readonly flag: `--${string}`;
  /** As commander's options name it. */
  readonly option: string;
  /** What stands for its value in the help. */
  readonly placeholder: string;
  /** Below `production:`. */
  readonly key: KeyPath;
  /** Its figure in the cost model; null where it is a word. */
  readonly figure: string | null;
  /** Numbers stay text where the key wants a unit. */
  readonly isNumber: boolean;
}

const flag = (
  name: `--${string}`,
  placeholder: string,
  key: KeyPath,
  figure: string | null,
  isNumber = false,
): WorkloadFlag => ({
  flag: name,
  option: name.slice(2).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  placeholder,
  key,
  figure,
  isNumber,
});

export const WORKLOAD_FLAGS: readonly WorkloadFlag[] = [
  flag('--ingress', 'rate', ['ingress', 'average'], 'averageIngress'),
  flag('--peak', 'rate', ['ingress', 'peak'], 'peakIngress'),
  flag('--fan-out', 'times', ['fanOut'], 'fanOut', true),
  flag('--retention', 'duration', ['retention'], 'retention'),
  flag('--record-size', 'size', ['recordSize'], 'recordSize'),
  flag('--compression-ratio', 'ratio', ['compressionRatio'], 'compressionRatio', true),
  flag('--partitions', 'count', ['partitions'], 'partitions', true),
  flag('--replication', 'count', ['replication'], 'replication', true),
  flag('--zones', 'count', ['zones'], 'zones', true),
  flag('--in-zone-readers', 'share', ['inZoneReaders'], 'inZoneReadShare', true),
  flag('--replay-per-day', 'size', ['replayPerDay'], 'replayPerDay'),
  flag('--producers', 'count', ['producers'], 'producers', true),
  flag('--connections', 'count', ['connections'], 'connections', true),
  flag('--linger', 'duration', ['linger'], 'linger'),
  flag('--batch', 'size', ['batch'], 'batchSize'),
  flag('--growth', 'share', ['growthPerMonth'], 'growthPerMonth', true),
  flag('--availability', 'share', ['availability'], 'availabilityTarget', true),
  flag('--observability', 'share', ['observability'], 'observabilityShare', true),
  flag('--support', 'model', ['support'], null),
];

/** What the flags' values are told by: `flag:--fan-out`. */
export const sourceOf = ({ flag: name }: WorkloadFlag): string => `flag:${name}`;
