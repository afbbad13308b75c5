import { describe, expect, it } from 'vitest';
import { answersOf } from '../../../src/cost-model/answers/answers-of.ts';
import { BUSINESS_FIGURES } from '../../../src/cost-model/business/business-figures.ts';
import { platformId } from '../../../src/cost-model/platform-id.ts';
import { plus } from '../decimal-strings.ts';
import { everyPlatform } from '../every-platform.ts';
import { figure, type SmallPlatform } from '../small-platforms.ts';
import { answered, dollars, ingress, perRate, priced } from './fixture.ts';

const a: SmallPlatform = {
  name: 'a',
  lines: [
    { ...dollars('partitions'), category: 'labor', paidTo: 'team' },
    { ...perRate(), category: 'network' },
    { ...dollars('producers'), item: 'moving', category: 'migration', period: 'once' },
  ],
};
const b: SmallPlatform = { name: 'b', lines: [{ ...dollars('connections'), category: 'vendor', paidTo: 'vendor' }] };
const unknown: SmallPlatform = {
  name: 'u',
  lines: [dollars('fanOut'), { ...dollars('zones'), price: 'nobody-knows' }],
};
const workload = { ...ingress(8), partitions: 100, producers: 7, connections: 90 };

describe('the comparison', () => {
  it('sums by category and by payee, what is paid once apart', () => {
    const [row] = answered([a, b], { workload }).comparison.rows;
    expect(row).toMatchObject({
      platform: 'a/only',
      byCategory: { labor: '100', network: '8' },
      byPayee: { cloud: '8', vendor: '0', team: '100' },
      total: '108',
    });
    expect(Object.keys(row?.byCategory ?? {})).toEqual(['network', 'labor']);
  });

  it('says how much more each is than the cheapest', () => {
    const rows = answered([a, b], { workload }).comparison.rows;
    expect(rows.map(({ aboveCheapest, aboveCheapestShare }) => [aboveCheapest, aboveCheapestShare])).toEqual([
      ['18', 0.19999999999999996], // 108 ÷ 90 − 1 in doubles
      ['0', 0],
    ]);
  });

  it('takes no incomplete one for the cheapest, and says nothing of it', () => {
    const rows = answered([a, b, unknown], { workload }).comparison.rows;
    expect(rows.map(({ aboveCheapest, isLowerBound }) => [aboveCheapest, isLowerBound])).toEqual([
      ['18', false],
      ['0', false],
      [null, true],
    ]);
  });

  it('divides by what producers write before compression', () => {
    const [row] = answered([a, b], { workload: { ...workload, compressionRatio: 4 } }).comparison.rows;
    // 8 MiB/s for 720 hours are 20,250 GiB.
    expect(row?.perGibIngested).toBeCloseTo(108 / 20_250, 12);
  });

  it('adds tax on what the cloud and vendors are paid, and nothing where it is off', () => {
    const tax = { share: 0.19, source: 'test' };
    const rows = answered([a, b], { workload, terms: { tax } }).comparison.rows;
    // 19% of $8, and of $90; the team is not taxed.
    expect(rows.map((row) => row.tax)).toEqual(['1.52', '17.1']);
    expect(answered([a, b], { workload }).comparison.rows[0]?.tax).toBeNull();
  });

  it('says the same cents of a month as the business case, which adds up what each is paid', () => {
    // Half a cent each to the cloud and the team is a cent to both: two cents in all, and one where they are added first.
    const cent = { dollar: { unit: 'count', tiers: [[null, '0.005']] } } as const;
    const one = (name: string): SmallPlatform => ({
      name,
      lines: [
        { ...dollars('zones / zones'), paidTo: 'cloud' },
        { ...dollars('partitions / partitions'), paidTo: 'team' },
      ],
    });
    const result = priced([one('a'), one('b')], { prices: cent });
    const answers = answersOf({ ...result, figures: { ...result.figures, ...BUSINESS_FIGURES } });
    expect(answers?.comparison.rows[0]?.atMonths[0]).toBe('0.02');
    expect(answers?.businessCase?.months[0]?.stay).toBe('0.02');
    expect(answers?.comparison.rows[0]?.overHorizon).toBe(answers?.businessCase?.totals.stay);
  });

  it('grows month by month, and adds up what was shown, with what is paid once', () => {
    const grown = answered([a, b], {
      workload: { ...workload, growthPerMonth: 0.1 },
      question: { horizonMonths: 12 },
    }).comparison;
    // $100, and $8 times 1.1 to the 11th power: 22.824933… in month 12.
    expect(grown.months).toEqual([1, 12]);
    expect(grown.rows[0]?.atMonths).toEqual(['108.00', '122.82']);
    // 8·1.1^m to the cent: 8.00 8.80 9.68 10.65 11.71 12.88 14.17 15.59 17.15 18.86 20.75 22.82; and $7 once.
    const cents = [800, 880, 968, 1065, 1171, 1288, 1417, 1559, 1715, 1886, 2075, 2282].reduce((x, y) => x + y);
    expect(grown.rows[0]?.overHorizon).toBe(((12 * 10_000 + cents + 700) / 100).toFixed(2));
    expect(grown.rows[1]?.overHorizon).toBe('1080.00');
  });

  it('shows no month beyond the horizon', () => {
    expect(answered([a], { question: { horizonMonths: 3 } }).comparison.months).toEqual([1]);
    expect(answered([a], { question: { horizonMonths: 60 } }).comparison.months).toEqual([1, 12, 36]);
  });

  it('says until when a platform carries the grown workload', () => {
    const limited: SmallPlatform = {
      ...b,
      assumptions: { most: figure(33, 'MiB/second') },
      limits: [{ name: 'ingress', demand: 'averageIngress', most: 'most' }],
    };
    const growing = { ...workload, growthPerMonth: 1 };
    // 8, 16, 32, 64 MiB/s.
    const rows = answered([a, limited], { workload: growing, question: { horizonMonths: 6 } }).comparison.rows;
    expect(rows.map(({ carriedUntilMonth }) => carriedUntilMonth)).toEqual([null, 3]);
  });
});

describe('the saving', () => {
  it('is what the baseline costs more, and that of two alike is nothing', () => {
    expect(answered([a, b], { workload }).saving).toMatchObject({ perMonth: '18', share: 18 / 108, label: 'model' });
    expect(answered([a, { ...a, name: 'twin' }], { workload }).saving).toMatchObject({ perMonth: '0', share: 0 });
    expect(answered([b, a], { workload }).saving?.perMonth).toBe('-18');
  });

  it('is not said while a price is unknown, and why', () => {
    expect(answered([a, unknown], { workload }).saving).toMatchObject({
      perMonth: null,
      share: null,
      why: 'u (small) has no price for zones',
    });
  });
});

describe('the waterfall', () => {
  it('goes from one total to the other by category', () => {
    expect(answered([a, b], { workload }).waterfall).toEqual({
      from: 'a/only',
      to: 'b/only',
      steps: [
        { category: 'network', difference: '-8' },
        { category: 'vendor', difference: '90' },
        { category: 'labor', difference: '-100' },
      ],
    });
  });

  it('adds up to the difference of the platforms’ totals', () => {
    const cost = everyPlatform();
    const total = (id: string | null) => cost.platforms.find((one) => platformId(one) === id)?.total ?? '';
    const { waterfall, baseline, candidate } = answersOf(cost, { ...cost.question, samples: 50 }) ?? {};
    expect(waterfall?.steps.length).toBeGreaterThan(3);
    expect(plus([total(baseline ?? null), ...(waterfall?.steps ?? []).map(({ difference }) => difference)])).toBe(
      plus([total(candidate ?? null)]),
    );
  });

  it('is not drawn while a price is unknown', () => {
    expect(answered([a, unknown], { workload }).waterfall).toBeNull();
  });
});

describe('the two that are compared', () => {
  const sides = (platforms: readonly SmallPlatform[], question = {}) => {
    const { baseline, candidate } = answered(platforms, { workload, question });
    return [baseline, candidate];
  };
  const cheap: SmallPlatform = { name: 'c', lines: [dollars('zones')] };

  it('are the first platform and the cheapest complete other one', () => {
    expect(sides([a, b, unknown, cheap])).toEqual(['a/only', 'c/only']);
    expect(sides([cheap, a, b])).toEqual(['c/only', 'b/only']);
    expect(sides([a, unknown])).toEqual(['a/only', 'u/only']);
    expect(sides([a])).toEqual(['a/only', null]);
  });

  it('are those that are asked for', () => {
    expect(sides([a, b, cheap], { baseline: 'c/only', candidate: 'a/only' })).toEqual(['c/only', 'a/only']);
  });

  it.each([
    [{ baseline: 'd/only' }, /the baseline "d\/only" is not priced/],
    [{ candidate: 'a' }, /the candidate "a" is not priced/],
    [{ candidate: 'a/only' }, /the candidate "a\/only" is the baseline/],
  ])('must be priced and two: %j', (question, message) => {
    expect(() => sides([a, b], question)).toThrow(message);
  });

  it('are none where nothing is priced', () => {
    expect(answersOf({ ...priced([a]), platforms: [] })).toBeNull();
  });
});
