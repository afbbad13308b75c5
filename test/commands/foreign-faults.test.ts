import { describe, expect, it } from 'vitest';
import { foreignFaults, refuseUnlessAllowed } from '../../src/commands/foreign-faults.ts';
import { loadTarget } from '../../src/scenarios/target.ts';
import { samplePlan } from '../scenarios/sample.ts';

const target = (text: string) =>
  loadTarget(`platform: kafka\n${text}`, { file: 'far.yaml', platforms: ['kafka'] }).target;

const REMOTE = target(`bootstrap: ["127.0.0.1:9092"]
faults:
  commands: { broker-kill: { inject: [stop, "node {where}", now], heal: [start, "{where}"], check: [is-down] } }
  toxiproxy: { api: 127.0.0.1:8474 }
`);
const failures = [
  { kind: 'broker-kill', where: 2, phase: 'steady', duration: '1s' },
  { kind: 'network-cut', phase: 'steady', after: '2s', duration: '1s' },
  { kind: 'producer-crash', where: 0, phase: 'steady', after: '2s', duration: '1s' },
];

describe('what a run would do to clusters that the tool did not start', () => {
  it('is told a line each, with commands as one would type them', () => {
    expect(foreignFaults(samplePlan({ failures }), [REMOTE])).toEqual([
      "far, broker-kill-1 on node 2: stop 'node 2' now; healed by start 2",
      'far, network-cut-1 on the cluster: through toxiproxy at 127.0.0.1:8474',
    ]);
  });

  it('is told as it will be run: by commands also where the load could do it, and without what {where} leaves empty', () => {
    const byCommand = target(`bootstrap: ["127.0.0.1:9092"]
faults:
  commands:
    producer-crash: { inject: [stop, "app-{where}"], heal: [start], check: [is-down] }
    rolling-restart: { inject: [restart, "{where}"], heal: [wait], check: [is-down] }
`);
    const ours = [failures[2], { kind: 'rolling-restart', phase: 'steady', after: '4s' }];
    expect(foreignFaults(samplePlan({ failures: ours }), [byCommand])).toEqual([
      'far, producer-crash-1 on producer 0: stop app-0; healed by start',
      'far, rolling-restart-1 on the cluster: restart; healed by wait',
    ]);
  });

  it('is nothing without faults, and nothing to clusters that are started here', () => {
    expect(foreignFaults(samplePlan(), [REMOTE])).toEqual([]);
    expect(foreignFaults(samplePlan({ failures }), [target('start: {}')])).toEqual([]);
  });

  it('is refused unless it was allowed', () => {
    expect(() => refuseUnlessAllowed(['far, broker-kill-1'], false)).toThrow('did not start, in 1 way');
    expect(() => refuseUnlessAllowed(['far, broker-kill-1'], true)).not.toThrow();
    expect(() => refuseUnlessAllowed([], false)).not.toThrow();
  });
});
