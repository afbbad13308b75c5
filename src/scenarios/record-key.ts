import type { KeyDistribution } from './types.ts';

/** Key number `k` of a topic, in ASCII: the same length for each of up to 10⁸ keys. */
export const recordKey = (k: number): string => `key-${String(k).padStart(8, '0')}`;

/** What a key takes up in every record: 0 where records have none. */
export const keyBytes = (keys: KeyDistribution): number => (keys.kind === 'none' ? 0 : recordKey(0).length);
