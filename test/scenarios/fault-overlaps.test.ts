import { describe, expect, it } from 'vitest';
import { faultOverlaps, type NodesByZone } from '../../src/scenarios/fault-overlaps.ts';
import { samplePlan } from './sample.ts';

const INGRESS = [
  { phase: 'steady', rate: '100/s', duration: '60s' },
  { phase: 'burst', rate: '200/s', duration: '30s' },
];
const planWith = (failures: readonly object[]) => samplePlan({ ingress: INGRESS, failures, fanOut: { members: 2 } });
const faultsOf = (failures: readonly object[]) => planWith(failures).faults ?? [];

const THREE: NodesByZone = { nodes: [1, 2, 3], inZone: (zone) => (zone === 'zone-b' ? [2] : []) };
const met = (failures: readonly object[], known?: NodesByZone) =>
  faultOverlaps(faultsOf(failures), known).map(({ earlier, later, both }) => [earlier.id, later.id, both]);

describe('a plan lays faults', () => {
  it('on the timeline of its phases, in the order in which they begin, numbered within their kind', () => {
    const faults = faultsOf([
      { kind: 'broker-kill', where: 2, phase: 'burst', after: '1500ms', duration: '4s' },
      { kind: 'broker-kill', where: 3, phase: 'steady', after: '2s', duration: '10s' },
      { kind: 'rolling-restart', phase: 'steady', after: '20s', duration: '40s' },
    ]);
    expect(faults.map(({ id, startSecond, durationSeconds }) => [id, startSecond, durationSeconds])).toEqual([
      ['broker-kill-2', 2, 10],
      ['rolling-restart-1', 20, 40],
      ['broker-kill-1', 61.5, 4],
    ]);
  });

  it('with the place that each names', () => {
    const faults = faultsOf([
      { kind: 'zone-loss', where: 'zone-b', phase: 'steady', duration: '5s' },
      { kind: 'consumer-crash', where: 'tail-1/1', phase: 'steady', duration: '5s' },
      { kind: 'network-delay', latency: '10ms', phase: 'burst', duration: '5s' },
    ]);
    expect(faults.map(({ where }) => where)).toEqual([
      { scope: 'zone', zone: 'zone-b' },
      { scope: 'member', group: 'tail-1', member: 1 },
      { scope: 'cluster' },
    ]);
  });

  it('and a plan without any says nothing of them, so that its digest is that of plans before there were faults', () => {
    expect(Object.keys(samplePlan())).not.toContain('faults');
    expect(Object.keys(samplePlan())).not.toContain('recoveredP99Ms');
  });
});

describe('two faults meet', () => {
  it('where a node of the lost zone is killed while its zone is gone, once it is known which nodes are there', () => {
    const failures = [
      { kind: 'zone-loss', where: 'zone-b', phase: 'steady', duration: '10s' },
      { kind: 'broker-kill', where: 2, phase: 'steady', after: '5s', duration: '10s' },
    ];
    expect(met(failures)).toEqual([]);
    expect(met(failures, THREE)).toEqual([['zone-loss-1', 'broker-kill-1', 'node 2']]);
  });

  it('where nodes are restarted one after the other while partitions move, which needs no target to be refused', () => {
    const rolling = { kind: 'rolling-restart', phase: 'steady', after: '5s', duration: '30s' };
    for (const kind of ['scale-out', 'reassignment']) {
      const moving = { kind, phase: 'steady', duration: '20s' };
      expect(() => met([moving, rolling])).toThrow(`while ${kind}-1 still has the assignment of partitions`);
    }
  });

  it('not where one begins when the other is to be healed', () => {
    const failures = [
      { kind: 'broker-kill', where: 1, phase: 'steady', duration: '10s' },
      { kind: 'broker-pause', where: 1, phase: 'steady', after: '10s', duration: '10s' },
    ];
    expect(met(failures, THREE)).toEqual([]);
  });

  it('not on different nodes, nor where one slows the object store and the other kills a node', () => {
    const failures = [
      { kind: 'broker-kill', where: 1, phase: 'steady', duration: '10s' },
      { kind: 'broker-pause', where: 2, phase: 'steady', duration: '10s' },
      { kind: 'object-store-slow', latency: '1s', phase: 'steady', duration: '10s' },
    ];
    expect(met(failures, THREE)).toEqual([]);
  });
});
