import type { CostShape, CostVariant } from '../../cost-model/types/shape.ts';
import { bootstrap, bootstrapAssumptions } from '../cost-parts/access.ts';
import { freeSpace, gp3, gp3Assumptions, gp3Volumes } from '../cost-parts/broker-storage.ts';
import {
  crossZoneAssumptions,
  everythingAcrossZones,
  followersAndCopies,
  leadersAndCopies,
} from '../cost-parts/cross-zone.ts';
import {
  brokersOn,
  controllerAssumptions,
  controllers,
  onePartitionOnOneBroker,
  replicatingBrokers,
  replicatingFleet,
} from '../cost-parts/fleet.ts';
import type { Derived } from '../cost-parts/lines.ts';
import { fleetTeam, fleetTeamAssumptions, OWN_CLUSTER } from '../cost-parts/team.ts';
import { traffic, trafficAssumptions } from '../cost-parts/traffic.ts';

/** Every byte is kept on the disks of `replication` brokers for as long as it is retained. */
const keptOnBrokers = (name: string, inPlaceFrom: string, title: string, zones: Derived): CostVariant => ({
  name,
  title,
  inPlaceFrom: [inPlaceFrom],
  assumptions: {
    ...trafficAssumptions,
    ...replicatingFleet(),
    ...controllerAssumptions,
    ...freeSpace,
    ...gp3Assumptions,
    ...crossZoneAssumptions,
    ...bootstrapAssumptions,
    ...fleetTeamAssumptions(OWN_CLUSTER),
  },
  derived: [
    ...traffic,
    { name: 'diskGib', unit: 'GiB', formula: 'retainedGib * replication / (1 - freeDiskShare)' },
    ...replicatingBrokers,
    ...gp3,
    ...zones,
  ],
  quantities: [
    ...brokersOn('Brokers (m7g.xlarge)', 'aws.ec2.m7g.xlarge'),
    ...controllers,
    ...gp3Volumes,
    ...everythingAcrossZones,
    ...bootstrap,
    ...fleetTeam,
  ],
  limits: onePartitionOnOneBroker,
});

export const cost: CostShape = {
  variants: [
    keptOnBrokers('block-storage', 'fetch-from-follower', 'on EC2 with gp3 volumes', leadersAndCopies),
    keptOnBrokers(
      'fetch-from-follower',
      'block-storage',
      'on EC2 with gp3 volumes, readers fetching in their own zone',
      followersAndCopies,
    ),
  ],
};
