import { describe, expect, it } from 'vitest';
import { runCost } from '../../../src/cost-model/pricing/run-cost.ts';
import { book, platforms, target } from '../fixture.ts';
import { localTarget, plan } from '../run-fixture.ts';

const of = (...targets: Parameters<typeof runCost>[1]) => runCost(plan, targets, { platforms, books: [book] });

describe('the cost of running the PoC itself', () => {
  it('counts what is written and read: each group once, and one complete reading', () => {
    const [cost] = of(localTarget('a', 'blocks'));
    // 50 s × 1,024 + 50 s × 2,048 records of 1 KiB are 150 MiB; two repetitions, read twice.
    expect(cost?.gibWritten).toBeCloseTo(300 / 1024, 12);
    expect(cost?.gibRead).toBeCloseTo(600 / 1024, 12);
    expect(cost?.hours).toBeCloseTo(200 / 3600, 12);
  });

  it('is no charge on this machine', () => {
    expect(of(localTarget('a', 'blocks'))[0]?.charge).toEqual({
      kind: 'none',
      why: 'no charge: it runs on this machine',
    });
  });

  it('is modelled at list price for a remote target, for the time of the run', () => {
    const [cost] = of(target('b', 'blocks'));
    const hours = 200 / 3600;
    // 3 brokers, 3 controllers and a load balancer by the hour; 300 MiB cross zones 2/3 + 2 + 2 × 2/3 times, both ways.
    const instances = 3 * (0.1632 + 0.0816) * hours;
    const network = (300 / 1024) * (2 / 3 + 2 + 4 / 3) * 0.02;
    // What 100 s write is kept three times with 40% free, rented for the run.
    const disks = (150 / 1024) * 5 * 0.08 * (hours / 730);
    expect(cost?.charge).toMatchObject({ kind: 'modelled', isLowerBound: false });
    const sum = instances + network + disks + 0.0225 * hours;
    expect(cost?.charge.kind === 'modelled' && Number(cost.charge.usd)).toBeCloseTo(sum, 2);
    expect(sum).toBeGreaterThan(0.06);
  });

  it('leaves the team’s hours out', () => {
    const dearer = of(target('b', 'blocks', { engineerRate: 1e6, operationsHours: 1e6 }))[0]?.charge;
    expect(dearer).toEqual(of(target('b', 'blocks'))[0]?.charge);
  });

  it('is unpriced in a region that no book is of', () => {
    const far = target('b', 'blocks');
    expect(of({ ...far, deployment: { ...far.deployment, region: 'eu-west-1' } })[0]?.charge).toEqual({
      kind: 'unpriced',
      why: 'there is no price book of eu-west-1',
    });
  });

  it('is unpriced, not zero, for a platform without a cost shape', () => {
    expect(of(target('c', 'unknown-cost'))[0]?.charge).toEqual({
      kind: 'unpriced',
      why: 'this version has no cost shape for unknown-cost',
    });
  });
});
