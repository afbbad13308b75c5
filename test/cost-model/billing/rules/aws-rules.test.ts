import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classify } from '../../../../src/cost-model/billing/classify/classify.ts';
import { readPriceBook } from '../../../../src/cost-model/prices/price-book.ts';
import { awsRules, row } from '../row.ts';

const BOOKS = new URL('../../../../price-books/', import.meta.url);

const prices = readdirSync(BOOKS)
  .filter((file) => file.startsWith('aws'))
  .flatMap((file) => readPriceBook(readFileSync(new URL(file, BOOKS), 'utf8'), file).prices);

/** Asked for by a platform, and in no book: see docs/platforms/amazon-msk.md. */
const WITHOUT_A_PRICE = ['aws.msk.tiered.retrieval'];

const S3 = 'AmazonS3';
const EC2 = 'AmazonEC2';
const MSK = 'AmazonMSK';

const placeOf = (given: Parameters<typeof row>[0]) => {
  const [found] = classify([row(given)], awsRules);
  const rule = found?.rule ?? null;
  return rule === null
    ? null
    : { into: Object.values(rule.into)[0], key: rule.price?.key ?? null, per: rule.price?.perUnit };
};

describe('the rules for AWS', () => {
  it('lead to every price of the books for AWS but the shares that support plans take', () => {
    const ruled = new Set(awsRules.flatMap(({ price }) => (price === undefined ? [] : [price.key])));
    const priced = new Set(prices.map(({ key }) => key).filter((key) => !key.startsWith('aws.support.')));
    expect([...priced].filter((key) => !ruled.has(key))).toEqual([]);
    expect([...ruled].filter((key) => !priced.has(key))).toEqual(WITHOUT_A_PRICE);
  });

  it('give each price the unit that it has in the books', () => {
    const units = new Map(prices.map(({ key, unit }) => [key, unit]));
    const wrong = awsRules.filter(
      ({ price }) => price !== undefined && (units.get(price.key) ?? price.unit) !== price.unit,
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    [EC2, 'BoxUsage:m7g.large', 'compute', 'aws.ec2.m7g.large'],
    [EC2, 'EUC1-SpotUsage:m7g.xlarge', 'compute', 'aws.ec2.m7g.xlarge'],
    ['Amazon Elastic Compute Cloud - Compute', 'USE1-BoxUsage:c7g.medium', 'compute', null],
    ['EC2 - Other', 'EUC1-EBS:VolumeUsage.gp3', 'broker-storage', 'aws.ebs.gp3.storage'],
    [EC2, 'EBS:VolumeP-IOPS.gp3', 'broker-storage', 'aws.ebs.gp3.iops'],
    [EC2, 'EBS:SnapshotUsage', 'broker-storage', null],
    [S3, 'EU-TimedStorage-ByteHrs', 'object-capacity', 'aws.s3.standard.storage'],
    ['Amazon Simple Storage Service', 'Requests-Tier1', 'object-requests', 'aws.s3.standard.put'],
    [S3, 'USW2-Requests-Tier2', 'object-requests', 'aws.s3.standard.get'],
    [S3, 'Requests-XZ-Tier1', 'object-requests', 'aws.s3.express.put'],
    [S3, 'Upload-XZ', 'object-requests', 'aws.s3.express.upload'],
    [S3, 'TimedStorage-SIA-ByteHrs', 'object-capacity', null],
    ['AmazonMSK', 'EUC1-DataTransfer-Regional-Bytes', 'network', 'aws.transfer.cross-zone'],
    [EC2, 'EUC1-USE1-AWS-Out-Bytes', 'network', null],
    ['AmazonVPC', 'VpcEndpoint-Hours', 'network', 'aws.vpc-endpoint.hour'],
    [EC2, 'NatGateway-Bytes', 'network', 'aws.nat.data'],
    [MSK, 'USE1-Kafka.m7g.large', 'compute', 'aws.msk.standard.m7g.large'],
    [MSK, 'Express.m7g.large', 'compute', 'aws.msk.express.m7g.large'],
    [MSK, 'Kafka.Storage.GP2', 'broker-storage', 'aws.msk.standard.storage'],
    [MSK, 'Kafka.Serverless-Hours', 'compute', 'aws.msk.serverless.cluster'],
    [MSK, 'Kafka.m5.24xlarge', 'compute', null],
  ])('put %s %s into %s', (service, usageType, into, key) => {
    expect(placeOf({ service, usageType })).toMatchObject({ into, key });
  });

  it('tell a load balancer of the network kind by its operation', () => {
    const balancer = { service: 'AWSELB', usageType: 'LoadBalancerUsage' };
    expect(placeOf({ ...balancer, operation: 'LoadBalancing:Network' })).toMatchObject({ key: 'aws.nlb.hour' });
    expect(placeOf({ ...balancer, operation: 'LoadBalancing:Application' })).toMatchObject({
      into: 'network',
      key: null,
    });
    expect(placeOf(balancer)).toMatchObject({ into: 'network', key: null });
  });

  it('count 1,024 MiB/s in a GiB/s of provisioned throughput, and nothing in a unit that is not known', () => {
    const throughput = { usageType: 'EBS:VolumeP-Throughput.gp3' };
    expect(placeOf({ ...throughput, unit: 'GiBps-mo' })).toMatchObject({ key: 'aws.ebs.gp3.throughput', per: '1024' });
    expect(placeOf({ ...throughput, unit: 'MiBps-Mo' })).toMatchObject({ key: 'aws.ebs.gp3.throughput', per: '1' });
    expect(placeOf(throughput)).toMatchObject({ into: 'broker-storage', key: null });
  });

  it('leave storage of other services than S3 and what nobody has named unclassified', () => {
    expect(placeOf({ service: 'AmazonECR', usageType: 'TimedStorage-ByteHrs' })).toBeNull();
    expect(placeOf({ service: 'awskms', usageType: 'us-east-1-KMS-Requests' })).toBeNull();
    expect(placeOf({ provider: 'somebody', usageType: 'BoxUsage:m7g.large' })).toBeNull();
  });

  it.each([
    ['Tax', 'BoxUsage:m7g.large', 'tax'],
    ['Credit', 'BoxUsage:m7g.large', 'credit'],
    ['Refund', 'BoxUsage:m7g.large', 'refund'],
    ['SavingsPlanNegation', 'BoxUsage:m7g.large', 'commitments'],
    ['SavingsPlanRecurringFee', 'ComputeSP:1yrNoUpfront', 'commitments'],
    ['RIFee', 'HeavyUsage:m7g.large', 'commitments'],
    ['SavingsPlanCoveredUsage', 'BoxUsage:m7g.large', 'compute'],
    ['DiscountedUsage', 'BoxUsage:m7g.large', 'compute'],
    ['EdpDiscount', 'BoxUsage:m7g.large', 'compute'],
  ] as const)('put a line of type %s on %s into %s', (lineItemType, usageType, into) => {
    expect(placeOf({ lineItemType, usageType })).toMatchObject({ into });
  });

  it.each(['AWSSupportBusiness', 'AWS Support (Enterprise)', 'AWSDeveloperSupport', 'OCBPremiumSupport'])(
    'put %s apart as support',
    (service) => expect(placeOf({ service, lineItemType: 'Fee' })).toMatchObject({ into: 'support' }),
  );
});
