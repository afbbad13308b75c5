import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { payloadTemplates } from '../../src/loadgen/payload-templates.ts';
import { RecordSource } from '../../src/loadgen/record-source.ts';
import type { Plan, RecordShape } from '../../src/scenarios/types.ts';
import { bytes } from '../../src/units.ts';
import { planOf } from './plan-of.ts';

const shape = (over: Partial<RecordShape>): RecordShape => ({ ...planOf({ valueBytes: 1_000 }).records, ...over });
const withKeys = (keys: RecordShape['keys'], partitions = 6): Plan => {
  const plan = planOf({ partitions });
  return { ...plan, records: { ...plan.records, keys } };
};

describe('records', () => {
  it('are the same bytes for the same seed, but for the prefix, and others for another seed', () => {
    const plan = planOf({ valueBytes: 500 });
    const payload = (given: Plan, run: number) =>
      new RecordSource(given, 0, run).encode(17, 0, 5, 99).value.subarray(32);
    expect(payload(plan, 1).equals(payload(plan, 2))).toBe(true);
    expect(payload(plan, 1).equals(payload({ ...plan, seed: 2 }, 1))).toBe(false);
  });

  it('have exactly the size that the scenario names, prefix included, and also below the prefix', () => {
    for (const valueBytes of [1, 31, 32, 33, 1_024]) {
      const source = new RecordSource(planOf({ valueBytes }), 0, 1);
      expect(source.encode(3, 0, 0, 0).value.length).toBe(valueBytes);
    }
  });

  it('follow the quantiles of a lognormal size', () => {
    const size = { kind: 'lognormal', medianBytes: bytes(1_000), sigma: 0.5, maxBytes: bytes(100_000) } as const;
    const sizes = payloadTemplates(shape({ size, meanBytes: bytes(1_133) }), 1, 0).map(({ valueBytes }) => valueBytes);
    const sorted = sizes.toSorted((a, b) => a - b);
    const at = (q: number): number => sorted[Math.floor(q * sorted.length)] ?? 0;
    expect(Math.abs(at(0.5) - 1_000)).toBeLessThan(10);
    // exp(0.5 × 1.2816) × 1000: the 90th percentile of the standard normal is 1.2816.
    expect(Math.abs(at(0.9) - 1_898)).toBeLessThan(30);
  });

  it.each([0, 0.5, 0.9])('compress by about the declared share (%f) across a whole batch', (compressibility) => {
    const templates = payloadTemplates(shape({ compressibility }), 1, 0);
    const batch = Buffer.concat(templates.slice(0, 128).map(({ payload }) => payload));
    expect(Math.abs(gzipSync(batch).length / batch.length - (1 - compressibility))).toBeLessThan(0.08);
  });

  it('spread keys evenly when uniform', () => {
    const source = new RecordSource(withKeys({ kind: 'uniform', count: 10 }), 0, 1);
    const counts = new Map<string, number>();
    for (let i = 0; i < 100_000; i++) {
      const key = String(source.key(i));
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(10);
    // Binomial: 10,000 ± 5 × sqrt(9,000).
    for (const count of counts.values()) expect(Math.abs(count - 10_000)).toBeLessThan(475);
  });

  it('give the hottest of 100 Zipf keys its share 1/H(100)', () => {
    const source = new RecordSource(withKeys({ kind: 'zipf', count: 100, exponent: 1 }), 0, 1);
    const harmonic = Array.from({ length: 100 }, (_, k) => 1 / (k + 1)).reduce((a, b) => a + b, 0);
    let hottest = 0;
    for (let i = 0; i < 100_000; i++) if (String(source.key(i)) === 'key-00000000') hottest++;
    expect(Math.abs(hottest / 100_000 - 1 / harmonic)).toBeLessThan(0.007);
  });

  it('always send one key to one partition', () => {
    const source = new RecordSource(withKeys({ kind: 'uniform', count: 50 }), 0, 1);
    const seen = new Map<string, number>();
    for (let i = 0; i < 5_000; i++) {
      const key = String(source.key(i));
      expect(seen.get(key) ?? source.partition(i)).toBe(source.partition(i));
      seen.set(key, source.partition(i));
    }
  });
});
