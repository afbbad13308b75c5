import type { ConfigEntry } from '../../../kafka/read-only/answers.ts';
import type { Obtained } from '../../../kafka/read-only/reading.ts';
import type { BrokersSection } from '../../types.ts';
import type { NotCompared } from '../types.ts';
import type { Both, Comparison, Context } from './comparison.ts';
import { configChanges } from './configs.ts';

/** Configs of brokers, of those that an application notices; each as all brokers of a side have it. */
export function compareBrokerConfigs({ a, b }: Both<Obtained<BrokersSection>>, context: Context): Comparison {
  const [onA, onB] = [agreed(a.value, context), agreed(b.value, context)];
  const notCompared = [...notTold(a.value, 'a'), ...notTold(b.value, 'b')];
  if (onA.length === 0 || onB.length === 0) return { changes: [], notCompared, compared: {} };
  const found = configChanges(onA, onB, { ...context, replication: null });
  return {
    changes: found
      // A config that only one release knows is no setting of anybody's, nor is the same value from another place.
      .filter((one) => one.a !== null && one.b !== null && one.direction !== 'same')
      .map((one) => ({ ...one, kind: 'broker-config', names: ['brokers'] })),
    notCompared,
    compared: { 'broker-config': new Set([...onA, ...onB].map(({ name }) => name)).size },
  };
}

/** What the brokers that told their configs say together: where they disagree, each of the values. */
function agreed({ brokers }: BrokersSection, { impacts }: Context): readonly ConfigEntry[] {
  const byName = new Map<string, ConfigEntry[]>();
  for (const { configs } of brokers) {
    for (const entry of configs.obtained ? configs.value : []) {
      if (!impacts.comparesBrokerConfig(entry.name)) continue;
      byName.set(entry.name, [...(byName.get(entry.name) ?? []), entry]);
    }
  }
  return [...byName.values()].flatMap((entries) => {
    const [first] = entries;
    const values = [...new Set(entries.map(({ value }) => value))].sort();
    if (first === undefined) return [];
    return [
      values.length === 1 ? first : { ...first, value: values.map((value) => value ?? 'kept back').join(' or ') },
    ];
  });
}

function notTold({ brokers }: BrokersSection, side: 'a' | 'b'): readonly NotCompared[] {
  const without = brokers.flatMap(({ id, configs }) => (configs.obtained ? [] : [{ id, configs }]));
  const [first] = without;
  if (first === undefined) return [];
  const those = `${without.length === 1 ? 'broker' : 'brokers'} ${without.map(({ id }) => id).join(', ')}`;
  const { reason, why, todo } = first.configs;
  const says = `not compared: configs of ${those} of ${side.toUpperCase()}: ${why}`;
  return [{ kinds: ['broker-config'], side, reason, section: null, why, says, todo }];
}
