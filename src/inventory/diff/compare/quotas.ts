import type { QuotaAnswer } from '../../../kafka/read-only/answers.ts';
import type { Obtained } from '../../../kafka/read-only/reading.ts';
import type { Change } from '../types.ts';
import { type Both, type Comparison, type Context, cell, change, directionOf } from './comparison.ts';
import { toldApart } from './hidden.ts';
import { paired } from './paired.ts';

const UNITS: Readonly<Record<string, string>> = {
  producer_byte_rate: 'bytes/s written',
  consumer_byte_rate: 'bytes/s read',
  request_percentage: '% of request threads',
  controller_mutation_rate: 'partitions/s created or deleted',
  connection_creation_rate: 'new connections/s',
};

interface OneQuota {
  readonly entity: string;
  readonly key: string;
  readonly value: number;
}

/** Limits one by one: of each user, client or address. */
export function compareQuotas({ a, b }: Both<Obtained<readonly QuotaAnswer[]>>, { replication }: Context): Comparison {
  const { both, onlyA, onlyB } = paired(each(a.value), each(b.value), ({ entity, key }) =>
    JSON.stringify([entity, key]),
  );
  const missing = toldApart(
    onlyA,
    'quota',
    'b',
    ({ entity }) => entity,
    () => b.missing[0],
  );
  const extra = toldApart(
    onlyB,
    'quota',
    'a',
    ({ entity }) => entity,
    () => a.missing[0],
  );
  const replicated = replication?.other('quota') ?? null;
  return {
    changes: [
      ...missing.absent.map((quota) => ({ ...ofQuota(quota, 'missing', quota.value, null), replicated })),
      ...extra.absent.map((quota) => ofQuota(quota, 'extra', null, quota.value)),
      ...both
        .filter(([onA, onB]) => onA.value !== onB.value)
        .map(([onA, onB]) => ({ ...ofQuota(onA, 'different', onA.value, onB.value), replicated })),
    ],
    notCompared: [...missing.notCompared, ...extra.notCompared],
    compared: { quota: both.length + onlyA.length + onlyB.length },
  };
}

/** Every quota is somebody's: there are none by default. */
function ofQuota(
  { entity, key }: OneQuota,
  difference: Change['difference'],
  a: number | null,
  b: number | null,
): Change {
  return change({
    kind: 'quota',
    names: [entity],
    property: key,
    difference,
    a: cell(a),
    b: cell(b),
    intent: 'override',
    direction: a === null || b === null ? null : directionOf(a, b),
    words: { entity, unit: UNITS[key] ?? key },
  });
}

const each = (quotas: readonly QuotaAnswer[]): readonly OneQuota[] =>
  quotas.flatMap(({ entity, values }) => values.map(({ key, value }) => ({ entity: entityWords(entity), key, value })));

/** `user alice with client-id app`; `every user` is the default of users. */
function entityWords(entity: QuotaAnswer['entity']): string {
  const parts = entity
    .toSorted((one, other) => (one.type < other.type ? 1 : -1))
    .map(({ type, name }) => (name === null ? `every ${type} without one of its own` : `${type} ${name}`));
  return parts.join(' with ');
}
