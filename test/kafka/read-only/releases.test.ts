import { describe, expect, it } from 'vitest';
import { type ApiRange, newestSpokenInPart, releaseImplied } from '../../../src/kafka/read-only/releases.ts';

const ranges = (versions: Readonly<Record<number, number>>): readonly ApiRange[] =>
  Object.entries(versions).map(([key, max]) => ({ key: Number(key), max }));

/** Highest stable versions of a broker's requests, copied from the JSON definitions in kafka-clients 2.7.2, 3.6.2, 4.1.0 and 4.3.1. */
const KAFKA_2_7 = {
  0: 8,
  1: 12,
  2: 5,
  3: 9,
  8: 8,
  9: 7,
  10: 3,
  11: 7,
  12: 4,
  13: 4,
  14: 5,
  15: 5,
  16: 4,
  17: 1,
  18: 3,
  19: 6,
  20: 5,
  21: 2,
  22: 4,
  23: 3,
  24: 2,
  25: 2,
  26: 2,
  29: 2,
  32: 3,
  33: 1,
  35: 2,
  36: 2,
  37: 3,
  42: 2,
  43: 2,
  44: 1,
  47: 0,
  48: 0,
};
const KAFKA_3_6 = {
  0: 9,
  1: 15,
  2: 8,
  3: 12,
  8: 8,
  9: 8,
  10: 4,
  11: 9,
  12: 4,
  13: 5,
  14: 5,
  15: 5,
  16: 4,
  17: 1,
  18: 3,
  19: 7,
  20: 6,
  21: 2,
  22: 4,
  23: 4,
  24: 4,
  25: 3,
  26: 3,
  29: 3,
  32: 4,
  33: 2,
  35: 4,
  36: 2,
  42: 2,
  47: 0,
  48: 1,
  60: 0,
  61: 0,
  65: 0,
  66: 0,
};
const KAFKA_4_1 = {
  0: 13,
  1: 18,
  2: 10,
  3: 13,
  8: 9,
  9: 9,
  10: 6,
  11: 9,
  12: 4,
  13: 5,
  14: 5,
  15: 6,
  16: 5,
  17: 1,
  18: 4,
  19: 7,
  20: 6,
  21: 2,
  22: 5,
  23: 4,
  24: 5,
  25: 4,
  26: 5,
  29: 3,
  32: 4,
  35: 4,
  36: 2,
  42: 2,
  47: 0,
  48: 1,
  60: 2,
  65: 0,
  66: 2,
  68: 1,
};
const KAFKA_4_3 = { ...KAFKA_4_1, 2: 11, 8: 10, 9: 10, 35: 5, 78: 2, 88: 0, 90: 1 };

describe('the release that API versions imply', () => {
  it.each([
    ['2.7', KAFKA_2_7],
    ['3.5 or 3.6', KAFKA_3_6],
    ['4.1', KAFKA_4_1],
    ['4.3 or later', KAFKA_4_3],
  ])('is %s for that release', (release, versions) => {
    expect(releaseImplied(ranges(versions))).toBe(release);
    expect(newestSpokenInPart(ranges(versions))).toBeNull();
  });

  it('is still the newest one for a broker that speaks more than is known of', () => {
    expect(releaseImplied(ranges({ ...KAFKA_4_3, 0: 14, 99: 0 }))).toBe('4.3 or later');
  });

  it('is the last one of which nothing is missing, with the newest that is spoken in part', () => {
    const mixed = ranges({ ...KAFKA_2_7, 0: 13, 2: 7 });
    expect(releaseImplied(mixed)).toBe('2.7');
    expect(newestSpokenInPart(mixed)).toBe('4.1');
  });

  it('is older than the first known for a broker that says nothing', () => {
    expect(releaseImplied([])).toBe('older than 2.4');
  });
});
