import type { MetricMeter } from '../measured-quantities/metric-meter.ts';
import type { MetricQuery } from './metric-query.ts';

const MINUTE = 60;
const DAY = 86_400;

/** Request metrics are off until a bucket's configuration names a filter; the console calls it EntireBucket. */
const S3_REQUESTS = {
  namespace: 'AWS/S3',
  dimensions: { BucketName: null, FilterId: ['EntireBucket'] },
  everySeconds: MINUTE,
  note: 'S3 publishes request metrics only where a bucket opted in, and as best it can: they show a shape, no accounting.',
} as const;
const S3_COUNT = { ...S3_REQUESTS, statistic: 'Sum', unit: 'Count' } as const;
const EBS = { namespace: 'AWS/EBS', dimensions: { VolumeId: null }, statistic: 'Sum', everySeconds: MINUTE } as const;
const EC2 = { namespace: 'AWS/EC2', dimensions: { InstanceId: null }, everySeconds: 5 * MINUTE } as const;
const BROKER = {
  namespace: 'AWS/Kafka',
  dimensions: { 'Cluster Name': null, 'Broker ID': null },
  statistic: 'Average',
  everySeconds: MINUTE,
} as const;

/**
 * Sources: "Metrics and dimensions" of the Amazon S3 user guide, "Amazon CloudWatch metrics for Amazon EBS", "CloudWatch
 * metrics for your instances", and "Monitor an Amazon MSK Provisioned cluster", read in 2026. Which requests are tier 1
 * and 2 is S3's price list: PUT, COPY, POST and LIST, and GET with all others; deletions are free.
 */
export const METRIC_QUERIES: readonly MetricQuery[] = [
  { ...S3_COUNT, name: 'S3 tier-1 requests', metric: 'PutRequests' },
  { ...S3_COUNT, name: 'S3 tier-1 requests', metric: 'PostRequests' },
  { ...S3_COUNT, name: 'S3 tier-1 requests', metric: 'ListRequests' },
  { ...S3_COUNT, name: 'S3 tier-2 requests', metric: 'GetRequests' },
  { ...S3_COUNT, name: 'S3 tier-2 requests', metric: 'HeadRequests' },
  { ...S3_COUNT, name: 'S3 refused requests', metric: '5xxErrors' },
  { ...S3_REQUESTS, name: 'S3 bytes uploaded', metric: 'BytesUploaded', statistic: 'Sum', unit: 'Bytes' },
  { ...S3_REQUESTS, name: 'S3 bytes downloaded', metric: 'BytesDownloaded', statistic: 'Sum', unit: 'Bytes' },
  { ...S3_REQUESTS, name: 'S3 first byte', metric: 'FirstByteLatency', statistic: 'Average', unit: 'Milliseconds' },
  { ...S3_REQUESTS, name: 'S3 request', metric: 'TotalRequestLatency', statistic: 'Average', unit: 'Milliseconds' },
  {
    name: 'S3 bytes stored',
    namespace: 'AWS/S3',
    metric: 'BucketSizeBytes',
    dimensions: { BucketName: null, StorageType: ['StandardStorage'] },
    statistic: 'Average',
    unit: 'Bytes',
    everySeconds: DAY,
    note: 'S3 measures what is stored once a day.',
  },
  { ...EBS, name: 'volume bytes read', metric: 'VolumeReadBytes', unit: 'Bytes' },
  { ...EBS, name: 'volume bytes written', metric: 'VolumeWriteBytes', unit: 'Bytes' },
  { ...EBS, name: 'volume reads', metric: 'VolumeReadOps', unit: 'Count' },
  { ...EBS, name: 'volume writes', metric: 'VolumeWriteOps', unit: 'Count' },
  { ...EC2, name: 'instance bytes in', metric: 'NetworkIn', statistic: 'Sum', unit: 'Bytes' },
  { ...EC2, name: 'instance bytes out', metric: 'NetworkOut', statistic: 'Sum', unit: 'Bytes' },
  { ...EC2, name: 'instance CPU', metric: 'CPUUtilization', statistic: 'Average', unit: 'Percent' },
  { ...BROKER, name: 'broker bytes in', metric: 'BytesInPerSec', unit: 'Bytes', perSecond: true },
  { ...BROKER, name: 'broker bytes out', metric: 'BytesOutPerSec', unit: 'Bytes', perSecond: true },
  { ...BROKER, name: 'broker records in', metric: 'MessagesInPerSec', unit: 'Count', perSecond: true },
  { ...BROKER, name: 'broker CPU of users', metric: 'CpuUser', unit: 'Percent' },
  { ...BROKER, name: 'broker CPU of the system', metric: 'CpuSystem', unit: 'Percent' },
  {
    ...BROKER,
    name: 'broker disk used',
    metric: 'KafkaDataLogsDiskUsed',
    unit: 'Percent',
    note: 'Express brokers have no disk to measure.',
  },
];

/** 2⁻³⁰, exactly. */
const GIB_A_BYTE = '0.000000000931322574615478515625';

/** AWS: S3's request metrics are delivered on a best-effort basis. */
const NO_ACCOUNTING = 'S3 publishes its request metrics as best it can: they show a shape, no accounting';

/** Which of them are paid for, by which price of the model, and how many of its units one is. */
export const METRIC_METERS: readonly MetricMeter[] = [
  {
    metric: 'S3 tier-1 requests',
    statistic: 'Sum',
    price: { key: 'aws.s3.standard.put', perUnit: '0.001' },
    as: 'sum',
    notUsed: NO_ACCOUNTING,
  },
  {
    metric: 'S3 tier-2 requests',
    statistic: 'Sum',
    price: { key: 'aws.s3.standard.get', perUnit: '0.001' },
    as: 'sum',
    notUsed: NO_ACCOUNTING,
  },
  {
    metric: 'S3 bytes stored',
    statistic: 'Average',
    price: { key: 'aws.s3.standard.storage', perUnit: GIB_A_BYTE },
    as: 'average',
  },
  {
    metric: 'broker bytes in',
    statistic: 'Average',
    price: { key: 'aws.msk.express.in', perUnit: GIB_A_BYTE },
    as: 'sum',
  },
];
