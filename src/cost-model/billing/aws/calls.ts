/**
 * Every call that is made to AWS, and what for. docs/aws-permissions.md and the policies beside it are written from
 * this list (`npm run generate`), and errors name the permission from it.
 */
export const AWS_CALLS = {
  'ce:GetCostAndUsage': 'costs and usage quantities by day, service and usage type',
  'ce:GetTags': 'the values of a tag: when a bill is split by it, and to tell a tag that matches nothing from no costs',
  'ce:GetDimensionValues': 'the accounts and regions with costs: only asked when a filter matched nothing',
  'sts:GetCallerIdentity':
    'which account the credentials are of, since answers are kept for each: free, allowed to everybody, in no policy',
  'cloudwatch:GetMetricData': 'measured quantities: S3, EBS, EC2 and Kafka brokers',
} as const;

export type AwsCall = keyof typeof AWS_CALLS;
