import type { Apart } from '../../src/cost-model/billing/types/rule.ts';
import type { Category } from '../../src/cost-model/types/shape.ts';

/** A kind of line of a bill, and where it belongs; amounts in 10^-10 of a dollar. */
export interface Kind {
  readonly product: string;
  readonly usageType: string;
  readonly operation: string | null;
  readonly type: string;
  readonly unit: string | null;
  readonly place: Category | Apart | 'unclassified';
  readonly base: bigint;
  readonly step: bigint;
}

const kind = (
  place: Kind['place'],
  product: string,
  usageType: string,
  [base, step]: readonly [bigint, bigint],
  { type = 'Usage', unit = null, operation = null }: Partial<Pick<Kind, 'type' | 'unit' | 'operation'>> = {},
): Kind => ({ product, usageType, operation, type, unit, place, base, step });

const hours = { unit: 'Hrs', operation: 'RunInstances' };
const gb = { unit: 'GB' };
const gbMonths = { unit: 'GB-Mo' };

/** What a month of brokers on instances, on disks and on objects has in its bill, and what is in every bill. */
export const KINDS: readonly Kind[] = [
  kind('compute', 'AmazonEC2', 'BoxUsage:m7g.large', [816_000_000n, 0n], hours),
  kind('compute', 'AmazonEC2', 'BoxUsage:m7g.xlarge', [1_632_000_000n, 0n], hours),
  kind('compute', 'AmazonEC2', 'SpotUsage:m7g.xlarge', [501_230_000n, 10_007n], hours),
  kind('compute', 'AmazonEC2', 'BoxUsage:c7g.medium', [363_000_000n, 3n], hours),
  kind('compute', 'AmazonEC2', 'BoxUsage:m7g.large', [816_000_000n, 0n], { ...hours, type: 'SavingsPlanCoveredUsage' }),
  kind('compute', 'AmazonEC2', 'BoxUsage:r7g.large', [0n, 0n], { ...hours, type: 'DiscountedUsage' }),
  kind('compute', 'AmazonEC2', 'BoxUsage:m7g.large', [-40_800_000n, -1n], { type: 'EdpDiscount' }),
  kind('compute', 'AmazonMSK', 'Kafka.m7g.large', [2_040_000_000n, 0n], { unit: 'hours' }),
  kind('compute', 'AmazonMSK', 'Express.m7g.large', [4_080_000_000n, 0n], { unit: 'hours' }),
  kind('compute', 'AmazonMSK', 'KafkaServerless-ClusterHours', [7_500_000_000n, 0n], { unit: 'hours' }),
  kind('broker-storage', 'AmazonEC2', 'EBS:VolumeUsage.gp3', [111_111_111n, 7n], gbMonths),
  kind('broker-storage', 'AmazonEC2', 'EBS:VolumeP-IOPS.gp3', [6_944_444n, 13n], { unit: 'IOPS-Mo' }),
  kind('broker-storage', 'AmazonEC2', 'EBS:VolumeP-Throughput.gp3', [55_555_555n, 1n], { unit: 'GiBps-mo' }),
  kind('broker-storage', 'AmazonMSK', 'Kafka.Storage.GP2', [138_888_888n, 11n], gbMonths),
  kind('object-capacity', 'AmazonS3', 'TimedStorage-ByteHrs', [31_944_444n, 17n], gbMonths),
  kind('object-capacity', 'AmazonS3', 'TimedStorage-XZ-ByteHrs', [152_777_777n, 1n], gbMonths),
  kind('object-capacity', 'AmazonMSK', 'Kafka.Storage.Tiered', [83_333_333n, 1n], gbMonths),
  kind('object-requests', 'AmazonS3', 'Requests-Tier1', [5_000_000n, 50_000n], {
    unit: 'Requests',
    operation: 'PutObject',
  }),
  kind('object-requests', 'AmazonS3', 'Requests-Tier2', [400_000n, 4_000n], {
    unit: 'Requests',
    operation: 'GetObject',
  }),
  kind('object-requests', 'AmazonS3', 'Upload-XZ', [3_200_000n, 19n], gb),
  kind('network', 'AmazonEC2', 'DataTransfer-Regional-Bytes', [12_345_678n, 101n], {
    ...gb,
    operation: 'InterZone-In',
  }),
  kind('network', 'AmazonEC2', 'DataTransfer-Regional-Bytes', [12_345_678n, 103n], {
    ...gb,
    operation: 'InterZone-Out',
  }),
  kind('network', 'AmazonEC2', 'DataTransfer-Out-Bytes', [900_000_000n, 1n], gb),
  kind('network', 'AmazonEC2', 'NatGateway-Bytes', [45_000_000n, 9n], gb),
  kind('network', 'AmazonVPC', 'VpcEndpoint-Hours', [100_000_000n, 0n], { unit: 'Hrs' }),
  kind('network', 'AWSELB', 'LCUUsage', [60_000_000n, 21n], { unit: 'LCU-Hrs', operation: 'LoadBalancing:Network' }),
  kind('network', 'AmazonMSK', 'KafkaServerless-Out-Bytes', [50_000_000n, 2n], gb),
  kind('ecosystem', 'AmazonCloudWatch', 'CW:MetricMonitorUsage', [4_166_666n, 1n], { unit: 'Metrics' }),
  kind('unclassified', 'awskms', 'KMS-Requests', [300_000n, 1n], { unit: 'Requests' }),
  kind('unclassified', 'AmazonECR', 'TimedStorage-ByteHrs', [1_388_888n, 1n], gbMonths),
  kind('unclassified', 'AmazonRDS', 'InstanceUsage:db.m7g.large', [1_680_000_000n, 1n], { unit: 'Hrs' }),
  kind('tax', 'AmazonEC2', 'BoxUsage:m7g.large', [155_040_000n, 1n], { type: 'Tax' }),
  kind('credit', 'AmazonEC2', 'BoxUsage:m7g.large', [-100_000_000n, -1n], { type: 'Credit' }),
  kind('refund', 'AmazonS3', 'Requests-Tier1', [-5_000_000n, -3n], { type: 'Refund' }),
  kind('support', 'AWSSupportBusiness', 'Dollar', [1_000_000_000n, 1n], { type: 'Fee' }),
  kind('commitments', 'ComputeSavingsPlans', 'ComputeSP:1yrNoUpfront', [520_000_000n, 0n], {
    type: 'SavingsPlanRecurringFee',
  }),
  kind('commitments', 'AmazonEC2', 'BoxUsage:m7g.large', [-816_000_000n, 0n], { type: 'SavingsPlanNegation' }),
  kind('commitments', 'AmazonEC2', 'HeavyUsage:r7g.large', [670_000_000n, 0n], { type: 'RIFee' }),
];
