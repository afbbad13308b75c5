import { assumed } from './assumed.ts';
import { cloudLine, type Derived, type Lines } from './lines.ts';

/** Traffic between zones, as the published models compute it: `in·2/3 + in·(RF − 1) + out·2/3` for three zones. */
export const crossZoneAssumptions = assumed({
  chargedDirections: [2, 'direction', null, null, 'traffic between zones is charged going out and coming in'],
});

const zonesApart: Derived = [{ name: 'otherZones', unit: 'fraction', formula: '(zones - 1) / zones' }];

/** Producers write to a partition's leader, wherever it is. */
const fromAnywhere: Derived = [{ name: 'producerGib', unit: 'GiB', formula: 'writtenGib * otherZones' }];

/** A copy stays in its leader's zone where there are more copies than zones. */
const copies: Derived = [
  { name: 'copiesInOtherZones', unit: 'count', formula: 'min(replication - 1, replication * otherZones)' },
  { name: 'replicationGib', unit: 'GiB', formula: 'writtenGib * copiesInOtherZones' },
];

const readFromLeaders: Derived = [{ name: 'consumerGib', unit: 'GiB', formula: 'readGib * otherZones' }];

/** Readers that may read in their own zone cross where it has no copy: of fewer copies than zones, in the others. */
const crossedForACopy = (copies: string): string => `max(0, 1 - ${copies} / zones)`;

const readFromFollowers: Derived = [
  {
    name: 'consumerGib',
    unit: 'GiB',
    formula: `readGib * (otherZones * (1 - inZoneReadShare) + inZoneReadShare * ${crossedForACopy('replication')})`,
  },
];

/** Clients of brokers with leaders. */
export const clientsOfLeaders: Derived = [...zonesApart, ...fromAnywhere, ...readFromLeaders];

/**
 * The same, where brokers may be set to answer readers from a copy in their zone: `nearestReadShare` says whether they are.
 * @param copies the figure that says how many there are
 */
export const clientsOfRackAwareBrokers = (copies: 'replication' | 'expressReplication'): Derived => [
  ...zonesApart,
  ...fromAnywhere,
  { name: 'nearestReads', unit: 'fraction', formula: 'inZoneReadShare * nearestReadShare' },
  {
    name: 'consumerGib',
    unit: 'GiB',
    formula: `readGib * (otherZones * (1 - nearestReads) + nearestReads * ${crossedForACopy(copies)})`,
  },
];

/** Brokers that copy to each other, and readers that fetch from leaders or from a follower in their own zone. */
export const leadersAndCopies: Derived = [...zonesApart, ...fromAnywhere, ...copies, ...readFromLeaders];
export const followersAndCopies: Derived = [...zonesApart, ...fromAnywhere, ...copies, ...readFromFollowers];

/** Where clients say in which zone they are, and are answered from there. */
export const zoneRouted: Derived = [
  ...zonesApart,
  { name: 'producerGib', unit: 'GiB', formula: 'writtenGib * otherZones * (1 - zoneRoutedShare)' },
  { name: 'consumerGib', unit: 'GiB', formula: 'readGib * otherZones * (1 - zoneRoutedShare * inZoneReadShare)' },
];

const crossing = (item: string, quantity: string, explanation: string) =>
  cloudLine('network', {
    item,
    book: 'aws.transfer.cross-zone',
    unit: 'GiB-direction',
    quantity: `${quantity} * chargedDirections`,
    explanation,
  });

const producers = crossing(
  'Producers to other zones',
  'producerGib',
  'What producers send across zones, in every charged direction:',
);
const replication = crossing(
  'Replication between zones',
  'replicationGib',
  'Copies that followers in other zones fetch, in every charged direction:',
);
const consumers = crossing(
  'Consumers from other zones',
  'consumerGib',
  'What consumers read across zones, in every charged direction:',
);

export const clientsAcrossZones: Lines = [producers, consumers];
export const everythingAcrossZones: Lines = [producers, replication, consumers];
