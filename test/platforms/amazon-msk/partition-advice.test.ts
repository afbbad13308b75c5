import { describe, expect, it } from 'vitest';
import { partitionAdvice } from '../../../src/platforms/amazon-msk/partition-advice.ts';

const of = (instanceClass?: string): number | undefined =>
  partitionAdvice({
    deployment: {
      cloud: 'aws',
      region: 'us-east-1',
      assumptions: {},
      ...(instanceClass === undefined ? {} : { instanceClass }),
    },
  })?.replicasPerBroker;

describe('the partitions that a broker of this platform should have at most', () => {
  it('are those of its class as AWS publishes them, with and without the front of its name', () => {
    expect([of('kafka.m7g.large'), of('m5.2xlarge'), of('kafka.t3.small')]).toEqual([1_000, 2_000, 300]);
  });

  it('are not known for other classes, and without one', () => {
    expect([of('express.m7g.large'), of('constructor'), of()]).toEqual([undefined, undefined, undefined]);
  });
});
