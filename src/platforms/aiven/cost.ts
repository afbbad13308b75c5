import type { CostShape, CostVariant } from '../../cost-model/types/shape.ts';
import { type Assumptions, assumed } from '../cost-parts/assumed.ts';
import { clientsAcrossZones, clientsOfLeaders, zoneRouted } from '../cost-parts/cross-zone.ts';
import { type Derived, vendorLine } from '../cost-parts/lines.ts';
import { copiesNotSaid, decimalGigabytes, oneCluster } from '../cost-parts/service.ts';
import { SERVICE, team, teamAssumptions } from '../cost-parts/team.ts';
import { traffic, trafficAssumptions } from '../cost-parts/traffic.ts';

/**
 * A service in the vendor's account, peered with the team's network. Only the smallest plan has a published price;
 * what a larger one costs is asked for, and stays without a price until it is known. Its GB is taken as 10^9 bytes.
 */
const topics = (name: string, title: string, own: Assumptions, zones: Derived): CostVariant => ({
  name,
  title,
  assumptions: {
    ...trafficAssumptions,
    ...decimalGigabytes,
    ...oneCluster,
    ...copiesNotSaid,
    ...assumed({
      chargedDirections: [
        1,
        'direction',
        null,
        null,
        'traffic between zones is charged to the account of either end: the team pays its own, over a peering',
      ],
    }),
    ...own,
    ...teamAssumptions(SERVICE),
  },
  derived: [...traffic, ...zones],
  quantities: [
    vendorLine({
      item: 'Smallest plan',
      book: 'aiven.compute',
      unit: 'cluster-month',
      quantity: 'clusters * month',
      explanation: 'The price from which compute begins:',
    }),
    vendorLine({
      item: 'What a plan for this traffic costs more than the smallest',
      book: 'aiven.compute.larger',
      unit: 'MiB/second-month',
      quantity: 'peakWrite * month',
      explanation: 'Writes at the peak, for which no price of a plan is published:',
    }),
    vendorLine({
      item: 'Data in',
      book: `aiven.${name}.in`,
      unit: 'GB',
      quantity: 'writtenGib * gbPerGib',
      explanation: 'Everything that producers write, after compression:',
    }),
    vendorLine({
      item: 'Data out',
      book: `aiven.${name}.out`,
      unit: 'GB',
      quantity: 'readGib * gbPerGib',
      explanation: 'Everything that consumers read:',
    }),
    vendorLine({
      item: 'Data stored',
      book: 'aiven.storage',
      unit: 'GB-month',
      quantity: 'retainedGib * gbPerGib * billedCopies * month',
      explanation: 'What is retained:',
    }),
    ...clientsAcrossZones,
    ...team,
  ],
});

export const cost: CostShape = {
  variants: [
    topics('classic', 'on AWS with classic topics', {}, clientsOfLeaders),
    topics(
      'diskless',
      'on AWS with diskless topics',
      assumed({
        zoneRoutedShare: [
          0.95,
          'fraction',
          0.9,
          1,
          'clients use the listener of their own zone: Aiven’s change log; not every client may',
        ],
      }),
      zoneRouted,
    ),
  ],
};
