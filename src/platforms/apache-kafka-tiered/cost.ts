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
import {
  keptLocally,
  localRetentionAssumptions,
  s3Tier,
  s3TierAssumptions,
  s3TierRequests,
} from '../cost-parts/tiering.ts';
import { traffic, trafficAssumptions } from '../cost-parts/traffic.ts';

/**
 * Closed segments are copied to S3 once and kept there for the whole retention; brokers keep the local
 * retention and every partition's open segment.
 */
const oldSegmentsOnS3 = (name: string, inPlaceFrom: string, title: string, zones: Derived): CostVariant => ({
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
    ...localRetentionAssumptions,
    ...s3TierAssumptions,
    ...bootstrapAssumptions,
    ...fleetTeamAssumptions(OWN_CLUSTER),
  },
  derived: [
    ...traffic,
    ...keptLocally,
    { name: 'diskGib', unit: 'GiB', formula: 'localGib * replication / (1 - freeDiskShare)' },
    ...replicatingBrokers,
    ...gp3,
    ...zones,
    ...s3TierRequests,
  ],
  quantities: [
    ...brokersOn('Brokers (m7g.xlarge)', 'aws.ec2.m7g.xlarge'),
    ...controllers,
    ...gp3Volumes,
    ...s3Tier,
    ...everythingAcrossZones,
    ...bootstrap,
    ...fleetTeam,
  ],
  limits: onePartitionOnOneBroker,
});

export const cost: CostShape = {
  variants: [
    oldSegmentsOnS3(
      's3-tier',
      's3-tier-fetch-from-follower',
      'on EC2 with gp3 volumes and old segments on S3',
      leadersAndCopies,
    ),
    oldSegmentsOnS3(
      's3-tier-fetch-from-follower',
      's3-tier',
      'on EC2 with gp3 volumes and old segments on S3, readers fetching in their own zone',
      followersAndCopies,
    ),
  ],
};
