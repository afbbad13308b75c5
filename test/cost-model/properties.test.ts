import { describe, expect, it } from 'vitest';
import { shippedPriceBooks } from '../../src/commands/price-books.ts';
import { throughTiers, toCents } from '../../src/cost-model/arithmetic/money.ts';
import { measure } from '../../src/cost-model/arithmetic/units.ts';
import { LIST_PRICES } from '../../src/cost-model/prices/net-prices.ts';
import { type PricedWorkload, priceWorkload } from '../../src/cost-model/pricing/price-workload.ts';
import { usualQuestion } from '../../src/cost-model/pricing/question.ts';
import { shapesOf } from '../../src/cost-model/pricing/saved-prices.ts';
import type { Terms } from '../../src/cost-model/types/prices.ts';
import type { Overrides } from '../../src/cost-model/types/request.ts';
import type { PlatformCost } from '../../src/cost-model/types/result.ts';
import { platforms } from '../../src/platforms/index.ts';
import { randomFrom } from '../../src/random.ts';
import type { ProductionWorkload } from '../../src/scenarios/production.ts';
import { bytes, bytesPerSecond, GIB, milliseconds } from '../../src/units.ts';
import { plus, times } from './decimal-strings.ts';
import { demo } from './fixture.ts';

const STARTED_AT = '2026-11-21T00:00:00Z';
const shapes = platforms.flatMap((platform) => shapesOf(platform));
const idOf = ({ platform, variant }: { platform: string; variant: string }): string => `${platform}/${variant}`;
const everyId = shapes.map(({ platform, variant }) => `${platform}/${variant.name}`);
const books = shippedPriceBooks().filter(({ region }) => region === 'us-east-1');

/** What no book prices is given some price, so that every line has an amount. */
const known = new Set(books.flatMap(({ prices }) => prices.map(({ key }) => key)));
const unknown: Overrides = Object.fromEntries(
  shapes
    .flatMap(({ variant }) => variant.quantities)
    .flatMap(({ price }) => ('book' in price && !known.has(price.book) ? [price.book] : []))
    .map((key) => [`price/${key}/0`, { value: 0.05, source: 'test' }]),
);

const priceAll = (
  workload: ProductionWorkload,
  terms: Terms = LIST_PRICES,
  overrides: Overrides = unknown,
): PricedWorkload =>
  priceWorkload({
    workload,
    shapes,
    books,
    hoursPerMonth: 730,
    startedAt: STARTED_AT,
    terms,
    business: {},
    overrides,
    question: usualQuestion('properties', STARTED_AT),
    notPriced: [],
    measured: [],
  });

const totals = (result: PricedWorkload): ReadonlyMap<string, number> =>
  new Map(result.platforms.map((cost) => [idOf(cost), Number(cost.total)]));

const random = randomFrom('properties of every platform');
/** Evenly spread over orders of magnitude. */
const between = (from: number, to: number): number => from * (to / from) ** random();

function someWorkload(): ProductionWorkload {
  const average = between(1e4, 1e9);
  const partitions = Math.ceil(between(Math.max(1, average / 1e6), 1e5));
  return {
    ...demo,
    averageIngress: bytesPerSecond(average),
    peakIngress: bytesPerSecond(average * between(1, 4)),
    fanOut: between(0.1, 20),
    inZoneReadShare: random(),
    retentionMs: milliseconds(between(6e4, 3e9)),
    replayBytesPerDay: bytes(random() < 0.5 ? 0 : between(1, 1e4) * GIB),
    compressionRatio: between(1, 8),
    partitions,
    replication: 1 + Math.floor(random() * 4),
    zones: 1 + Math.floor(random() * 3),
    connections: Math.ceil(between(1, 1e4)),
    availabilityTarget: [0.99, 0.999, 0.9995, 0.9999][Math.floor(random() * 4)] ?? 0.999,
  };
}

const rises = {
  ingress: (workload: ProductionWorkload, factor: number): ProductionWorkload => ({
    ...workload,
    averageIngress: bytesPerSecond(workload.averageIngress * factor),
    peakIngress: bytesPerSecond(workload.peakIngress * factor),
  }),
  retention: (workload: ProductionWorkload, factor: number): ProductionWorkload => ({
    ...workload,
    retentionMs: milliseconds(workload.retentionMs * factor),
  }),
  'fan-out': (workload: ProductionWorkload, factor: number): ProductionWorkload => ({
    ...workload,
    fanOut: workload.fanOut * factor,
  }),
};

describe('the cost of every platform', () => {
  it('is asked of every variant at least five times, with every line of no negative amount', () => {
    const seen = new Map(everyId.map((id) => [id, 0]));
    for (let round = 0; round < 25; round += 1) {
      for (const cost of priceAll(someWorkload()).platforms) {
        seen.set(idOf(cost), (seen.get(idOf(cost)) ?? 0) + 1);
        expect(cost.totalIsLowerBound).toBe(false);
        for (const line of cost.lineItems) expect(line.amount, `${idOf(cost)} ${line.item}`).not.toMatch(/^-/);
      }
    }
    expect([...seen].filter(([, times]) => times < 5)).toEqual([]);
  });

  it.each(Object.entries(rises))('never falls when %s rises', (name, rise) => {
    const rose = new Map(everyId.map((id) => [id, 0]));
    for (let round = 0; round < 12; round += 1) {
      const workload = someWorkload();
      const before = totals(priceAll(workload));
      const factor = between(1.0001, 10);
      for (const [id, after] of totals(priceAll(rise(workload, factor)))) {
        const was = before.get(id);
        if (was === undefined) continue;
        expect(after, `${id} ${name} × ${factor} ${JSON.stringify(workload)}`).toBeGreaterThanOrEqual(was);
        if (after > was) rose.set(id, (rose.get(id) ?? 0) + 1);
      }
    }
    // A test in which nothing ever rose would hold of anything.
    expect([...rose].filter(([, times]) => times === 0)).toEqual([]);
  });

  it.each(Object.entries(rises))('rises without a jump with %s, but where a figure is rounded up', (name, rise) => {
    // The steps are those of the formulas that round up; docs/platforms/ names them.
    const steps = shapes.flatMap(({ platform, variant }) =>
      variant.derived
        .filter(({ formula }) => formula.includes('ceil('))
        .map((figure) => `${platform}/${variant.name}/${figure.name}`),
    );
    const LITTLE = 1e-6;
    let compared = 0;
    for (let round = 0; round < 12; round += 1) {
      const workload = someWorkload();
      const [at, beyond] = [priceAll(workload), priceAll(rise(workload, 1 + LITTLE))];
      const before = totals(at);
      for (const [id, after] of totals(beyond)) {
        const was = before.get(id);
        const stepped = steps.some(
          (step) => step.startsWith(`${id}/`) && at.figures[step]?.value !== beyond.figures[step]?.value,
        );
        if (was === undefined || stepped) continue;
        compared += 1;
        // No line grows faster than the square of what it is of.
        expect(after - was, `${id} ${name}`).toBeLessThanOrEqual(was * LITTLE * 2 + 1e-6);
      }
    }
    expect(compared).toBeGreaterThan(120);
  });

  it('adds up exactly, line by line, in another currency too, and is the same to the cent', () => {
    const euros: Terms = {
      ...LIST_PRICES,
      currency: { currency: 'EUR', perUsd: '0.9137', date: '2026-11-20', source: 'a page' },
    };
    // What a request gives stands in the result's money.
    const unknownInEuros = Object.fromEntries(
      Object.entries(unknown).map(([name, one]) => [
        name,
        { ...one, value: Number(times(String(one.value), '0.9137')) },
      ]),
    );
    const addsUp = (cost: PlatformCost): void => {
      for (const line of cost.lineItems) expect(times(line.quantity, line.unitPrice)).toBe(line.amount);
      const monthly = cost.lineItems.filter(({ period }) => period === 'month');
      expect(plus(monthly.map(({ amount }) => amount))).toBe(cost.total);
    };
    for (const workload of [demo, someWorkload(), someWorkload()]) {
      const inDollars = priceAll(workload);
      const inEuros = priceAll(workload, euros, unknownInEuros);
      expect(inEuros.currency).toBe('EUR');
      expect(inEuros.platforms.length).toBe(inDollars.platforms.length);
      inEuros.platforms.forEach((cost, index) => {
        const dollars = inDollars.platforms[index];
        addsUp(cost);
        if (dollars !== undefined) addsUp(dollars);
        // Half a cent each for rounding, on either side.
        const converted = Number(times(dollars?.total ?? '', '0.9137'));
        expect(Math.abs(Number(toCents(cost.total)) - converted)).toBeLessThanOrEqual(0.01);
      });
    }
  });
});

describe('every price with tiers', () => {
  const tiered = books.flatMap(({ prices }) => prices.filter(({ tiers }) => tiers.length > 1));

  it.each(tiered.map((price) => [price.key, price] as const))('%s adds up at each of its breaks', (_, price) => {
    const unit: string = price.unit;
    const cost = (quantity: number): string =>
      plus(throughTiers(measure(quantity, unit), price).map(({ amount }) => amount));
    let floor = 0;
    let full = '0';
    price.tiers.forEach((tier, index) => {
      const next = price.tiers[index + 1];
      if (tier.upTo === null || next === undefined) return;
      // The tiers below in full, each at its own price.
      full = plus([full, times(String(tier.upTo - floor), tier.unitPrice)]);
      expect(cost(tier.upTo)).toBe(full);
      expect(plus([cost(tier.upTo - 1), tier.unitPrice])).toBe(full);
      expect(cost(tier.upTo + 1)).toBe(plus([full, next.unitPrice]));
      floor = tier.upTo;
    });
    expect(floor).toBeGreaterThan(0);
  });

  it('is among those that are tested', () => {
    expect(tiered.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['aws.s3.standard.storage', 'warpstream.written', 'warpstream.stored']),
    );
  });
});
