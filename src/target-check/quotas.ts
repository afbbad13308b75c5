import type { QuotaAnswer } from '../kafka/read-only/answers.ts';

/** What throttles a client, by Kafka's keys: `producer_byte_rate`, bytes a second and broker. */
export type Quotas = ReadonlyMap<string, number>;

type Wanted = Readonly<Record<'user' | 'client-id', 'own' | 'default' | 'absent'>>;

/**
 * Where Kafka looks for a quota, first to last: a user's own before the default's, with a client id before without.
 * Quotas of one client id by its name are left out: a run's client ids are names of its own.
 */
const ORDER: readonly Wanted[] = [
  { user: 'own', 'client-id': 'default' },
  { user: 'own', 'client-id': 'absent' },
  { user: 'default', 'client-id': 'default' },
  { user: 'default', 'client-id': 'absent' },
  { user: 'absent', 'client-id': 'default' },
];

/** The quotas that a new client of this user gets; `user` null: it does not log in. Pure. */
export function quotasOf(all: readonly QuotaAnswer[], user: string | null): Quotas {
  const found = new Map<string, number>();
  for (const wanted of ORDER) {
    for (const { entity, values } of all) {
      if (!fits(entity, wanted, user ?? 'ANONYMOUS')) continue;
      for (const { key, value } of values) if (!found.has(key)) found.set(key, value);
    }
  }
  return found;
}

function fits(entity: QuotaAnswer['entity'], wanted: Wanted, user: string): boolean {
  if (entity.some(({ type }) => type !== 'user' && type !== 'client-id')) return false;
  return (['user', 'client-id'] as const).every((type) => {
    const part = entity.find((it) => it.type === type);
    if (wanted[type] === 'absent') return part === undefined;
    return part !== undefined && part.name === (wanted[type] === 'default' ? null : user);
  });
}
