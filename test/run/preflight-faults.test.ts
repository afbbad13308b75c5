import { describe, expect, it } from 'vitest';
import { wireDriver } from '../../src/loadgen/drivers/wire/index.ts';
import { platformNamed } from '../../src/platforms/index.ts';
import { preflight } from '../../src/run/preflight.ts';
import { faultIds } from '../../src/scenarios/faults.ts';
import { loadScenario } from '../../src/scenarios/load.ts';
import { loadTarget } from '../../src/scenarios/target.ts';
import { sampleText } from '../scenarios/sample.ts';

const NAMES = ['apache-kafka', 'apache-kafka-tiered', 'automq'];

/** What preflight says of these failures on a target, with the index of the failure before each sentence. */
function refusedOf(text: string, failures: readonly object[]): readonly string[] {
  const ingress = [{ phase: 'steady', rate: '100/s', duration: '100s' }];
  const { plan, scenario } = loadScenario(sampleText({ ingress, failures }), { file: 'sample.yaml' });
  const { target } = loadTarget(text, { file: 'here.yaml', platforms: NAMES });
  const targets = [{ target, platform: platformNamed(target.platform), usd: null }];
  const found = preflight(plan, targets, wireDriver, faultIds(scenario.failures));
  return found.scenario.map(({ path, what }) => `${path.join('.')}: ${what}`);
}

const THREE = 'platform: apache-kafka\nstart: { nodes: 3 }';
const at = (second: number) => ({ phase: 'steady', after: `${second}s`, duration: '5s' });

describe('faults that cannot be done are refused before anything starts, each at its place in the scenario:', () => {
  it('nodes and zones that there are not', () => {
    const failures = [
      { kind: 'broker-kill', where: 3, ...at(50) },
      { kind: 'broker-kill', where: 4, ...at(10) },
      { kind: 'zone-loss', where: 'zone-d', ...at(20) },
    ];
    expect(refusedOf(THREE, failures)).toEqual([
      'failures.1: cannot be done to target here: there is no node 4: the target has 3 nodes',
      'failures.2: cannot be done to target here: there is no zone zone-d: the target has zone-a, zone-b, zone-c',
    ]);
  });

  it('an object store where there is none, and a WAL on what is started here', () => {
    const failures = [
      { kind: 'object-store-unreachable', ...at(10) },
      { kind: 'wal-full', ...at(20) },
    ];
    const [store, wal] = refusedOf(THREE, failures);
    expect(store).toMatch(/^failures\.0: cannot be done to target here: apache-kafka with 3 nodes started here cannot/);
    expect(wal).toMatch(/^failures\.1: cannot be done to target here: apache-kafka with 3 nodes started here cannot/);
    const tiered = 'platform: apache-kafka-tiered\nstart: { nodes: 3 }';
    expect(refusedOf(tiered, failures.slice(0, 1))).toEqual([]);
  });

  it('a node of the zone that is lost at that time', () => {
    const failures = [
      { kind: 'zone-loss', where: 'zone-b', ...at(10) },
      { kind: 'broker-pause', where: 2, ...at(12) },
    ];
    expect(refusedOf(THREE, failures)).toEqual([
      'failures.1: begins on target here while zone-loss-1 still has node 2',
    ]);
  });

  it('everything on a cluster elsewhere whose file does not say how, and nothing where it does', () => {
    const remote = 'platform: automq\nbootstrap: ["127.0.0.1:9092"]';
    const failures = [{ kind: 'broker-kill', where: 2, ...at(10) }];
    expect(refusedOf(remote, failures)[0]).toContain('add faults.commands.broker-kill to the target file');
    const commands = 'faults: { commands: { broker-kill: { inject: [a], heal: [b], check: [c] } } }';
    expect(refusedOf(`${remote}\n${commands}`, failures)).toEqual([]);
  });
});
