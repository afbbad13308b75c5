import { describe, expect, it } from 'vitest';
import { cost } from '../../../src/platforms/amazon-msk/cost.ts';
import { price } from '../../cost-model/fixture.ts';

const express = { variants: cost.variants.filter(({ name }) => name === 'express') };
const brokers = (partitions: number): number | undefined =>
  price('blocks', { cost: express, workload: { partitions } }).figures['blocks/express/brokers']?.value;

describe('Express brokers', () => {
  it('are as many as throughput asks for where partitions are few', () => {
    // 600 MiB/s read at the peak are 629.1 MB/s, ÷ 31.2 a broker × 1.5: 30.2, and 33 for the same number in 3 zones.
    expect(brokers(300)).toBe(33);
  });

  it('are as many as partitions ask for where they are many: 1,000 copies a broker, of three each', () => {
    expect(brokers(11_000)).toBe(33);
    // 12,000 × 3 ÷ 1,000.
    expect(brokers(12_000)).toBe(36);
    expect(brokers(20_000)).toBe(60);
  });
});
