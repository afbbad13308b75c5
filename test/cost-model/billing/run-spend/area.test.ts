import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runSpendOf } from '../../../../src/cost-model/billing/run-spend/run-spend.ts';
import { moneyOf, spread } from '../../../../src/cost-model/billing/run-spend/spread.ts';
import { platformId } from '../../../../src/cost-model/platform-id.ts';
import { randomFrom } from '../../../../src/random.ts';
import { plus } from '../../decimal-strings.ts';
import { everyPlatform } from '../../every-platform.ts';

const reference = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../../results/reference/${name}`, import.meta.url), 'utf8'));

/** A double as the decimal that it is written as. */
const written = (value: number): string => value.toFixed(12);

describe('the area under cents per second', () => {
  const { plan } = reference('plan.json');
  const [{ repetitions }] = reference('series.json').targets;
  const cost = everyPlatform();

  it.each(cost.platforms.map(platformId))('is what the run’s quantities cost on %s, to the last digit', (platform) => {
    const repetition = {
      ...repetitions[0],
      objectStore: [3, 7, 20].map((second) => ({ second, put: 7 * second, get: second, other: 0 })),
    };
    const spend = runSpendOf({
      cost,
      platform,
      target: { name: 't', standIn: true },
      plan,
      repetition,
      nodes: null,
      billed: null,
    });
    expect(plus(spend.seconds.map(({ amount }) => written(amount)))).toBe(spend.total);
    expect(plus(spend.lines.map(({ amount }) => amount))).toBe(spend.total);
    for (const { amount, byKind } of spend.seconds) {
      expect(plus(Object.values(byKind).map(written))).toBe(plus([written(amount)]));
      expect(amount).toBeGreaterThanOrEqual(0);
    }
    expect(spend.seconds.map(({ second }) => second)).toEqual(spend.seconds.map((_, at) => at));
    expect(spend.seconds.length).toBeGreaterThanOrEqual(repetition.seconds.length);
  });
});

describe('an amount over seconds', () => {
  const random = randomFrom('spread');

  it('adds up to itself whatever the weights, and each second is within a unit of rounding of its share', () => {
    for (let round = 0; round < 100; round += 1) {
      const weights = Array.from({ length: 1 + Math.floor(random() * 50) }, () => (random() < 0.3 ? 0 : random()));
      const amount = (random() * 10 ** Math.floor(random() * 6 - 4)).toFixed(12);
      const parts = spread(amount, weights);
      expect(plus(parts.map((part) => written(moneyOf(part))))).toBe(plus([amount]));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      if (total === 0) continue;
      parts.forEach((part, at) => {
        expect(Math.abs(moneyOf(part) - (Number(amount) * (weights[at] ?? 0)) / total)).toBeLessThan(2e-12);
      });
    }
  });
});
