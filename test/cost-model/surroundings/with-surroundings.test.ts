import { describe, expect, it } from 'vitest';
import { COMPONENT_FIGURES, COMPONENTS } from '../../../src/cost-model/surroundings/types.ts';
import { withSurroundings } from '../../../src/cost-model/surroundings/with-surroundings.ts';
import { plus } from '../decimal-strings.ts';
import { amounts, given, NO_SURROUNDINGS, priced, shape } from './fixture.ts';

const total = (lines: readonly string[] | undefined) => plus(lines ?? []);

describe('a variant that the baseline becomes by a setting alone', () => {
  it('has no cost of moving, and keeps what stands around the brokers', () => {
    const old = shape('p');
    const inPlace = { ...old, variant: { ...old.variant, name: 'by-setting', inPlaceFrom: ['plain'] } };
    const other = { ...old, variant: { ...old.variant, name: 'another' } };
    const surroundings = { baseline: 'p/plain', ecosystem: { connectors: 'drop' } as const };
    const { platforms } = priced([old, inPlace, other], { surroundings });
    const has = (item: (line: { readonly category: string; readonly item: string }) => boolean) =>
      platforms.map(({ lineItems }) => lineItems.some(item));
    expect(has(({ category }) => category === 'migration')).toEqual([false, false, true]);
    expect(has(({ item }) => item === 'Connectors')).toEqual([true, true, false]);
  });
});

describe('the ecosystem', () => {
  it('is lines of quantity 0 where nothing is stated, so that nothing is invented and nothing is hidden', () => {
    const result = priced([shape('a')]);
    const lines = result.platforms[0]?.lineItems.filter(({ category }) => category === 'ecosystem') ?? [];
    expect(lines.map(({ item, quantity }) => [item, quantity])).toEqual([
      ['Connectors', '0'],
      ['Schema registry and governance', '0'],
      ['Stream processing', '0'],
      ['Private networking beyond the brokers’ own', '0'],
      // 5% of $3,650.
      ['Observability', '182.5'],
    ]);
    expect(result.figures['a/plain/connectors']?.source).toContain('none stated');
  });

  it('costs as many as are stated at the rate that is stated', () => {
    const overrides = given({ connectors: 3, connectorRate: 110, privateLinks: 2 });
    const lines = amounts(priced([shape('a')], { overrides }), 'a');
    expect(lines.Connectors).toEqual(['330']);
    expect(lines['Private networking beyond the brokers’ own']).toEqual(['44']);
  });

  it('is kept where it stays, and kept, replaced or dropped where the workload moves', () => {
    const result = priced([shape('old'), shape('new')], {
      surroundings: {
        baseline: 'old/plain',
        ecosystem: { connectors: 'replace', 'stream-processing': 'drop', 'schema-registry': 'keep' },
      },
      overrides: given({
        connectors: 3,
        streamJobs: 2,
        streamJobRate: 200,
        schemaRegistries: 1,
        schemaRegistryRate: 50,
        connectorRate: 100,
        connectorReplacedRate: 60,
        connectorReplacementHours: 10,
        engineerRate: 90,
      }),
    });
    expect(amounts(result, 'old')).toMatchObject({
      Connectors: ['300'],
      'Stream processing': ['400'],
      'Schema registry and governance': ['50'],
    });
    const moved = amounts(result, 'new');
    expect(moved).toMatchObject({ 'Connectors, replaced': ['180'], 'Schema registry and governance': ['50'] });
    expect(Object.keys(moved)).not.toContain('Connectors');
    expect(Object.keys(moved).filter((item) => item.startsWith('Stream processing'))).toEqual([]);
    // 3 connectors × 10 h × $90, once.
    expect(moved['Replacing: connectors']).toEqual(['2700']);
    expect(Object.keys(amounts(result, 'old')).filter((item) => item.startsWith('Replacing'))).toEqual([]);
  });

  it('has a line for every figure that its table names, once it is decided so', () => {
    for (const component of COMPONENTS) {
      const { variant } =
        withSurroundings([shape('a')], {
          ...NO_SURROUNDINGS,
          baseline: 'other/plain',
          ecosystem: { [component]: 'replace' },
        })[0] ?? shape('none');
      const { units, replacedRate, hours } = COMPONENT_FIGURES[component];
      const names = [units, replacedRate, hours].filter((name) => name !== null);
      expect(Object.keys(variant.assumptions)).toEqual(expect.arrayContaining(names));
    }
  });
});

describe('what follows from spending', () => {
  const overrides = given({ connectors: 3, privateLinks: 2 });

  it('is a share of all other monthly amounts to the cloud and vendors, and not of one another', () => {
    const lines = amounts(priced([shape('a', true)], { surroundings: { support: 'business' }, overrides }), 'a');
    // Cloud: 3,650 + 2 × 22 = 3,694. Vendors: 1,000 + 3 × 80 = 1,240.
    expect(lines.Observability).toEqual(['246.7']);
    expect(lines['Support by the cloud (business)']).toEqual(['200', '118.58']);
    expect(lines['Support by the vendor (business)']).toEqual(['124']);
  });

  it('does not count what is paid once', () => {
    const moved = amounts(
      priced([shape('a', true)], { surroundings: { support: 'business', baseline: 'other/plain' }, overrides }),
      'a',
    );
    expect(moved.Observability).toEqual(['246.7']);
    expect(total(moved['Support by the cloud (business)'])).toBe('318.58');
  });

  it('asks nobody for support of software that no vendor is paid for', () => {
    const lines = amounts(priced([shape('a')], { surroundings: { support: 'enterprise' }, overrides }), 'a');
    // 15% of 3,694.
    expect(lines['Support by the cloud (enterprise)']).toEqual(['554.1']);
    expect(Object.keys(lines).filter((item) => item.startsWith('Support by the vendor'))).toEqual([]);
  });

  it('has no support where none is wanted', () => {
    const { lineItems = [] } = priced([shape('a', true)]).platforms[0] ?? {};
    expect(lineItems.filter(({ category }) => category === 'support')).toEqual([]);
  });

  it('is replaced by another share, and its hours', () => {
    const lines = amounts(
      priced([shape('a')], {
        surroundings: { baseline: 'other/plain', ecosystem: { observability: 'replace' } },
        overrides: given({ observabilityReplacedShare: 0.02, observabilityReplacementHours: 25, engineerRate: 100 }),
      }),
      'a',
    );
    expect(lines['Observability, replaced']).toEqual(['73']);
    expect(lines['Replacing: observability']).toEqual(['2500']);
    expect(Object.keys(lines)).not.toContain('Observability');
  });

  it('is the same share in another money', () => {
    const currency = { currency: 'EUR', perUsd: '0.9', date: '2026-11-01', source: 'by hand' };
    const { platforms } = priced([shape('a', true)], { surroundings: { support: 'none' }, terms: { currency } });
    const line = platforms[0]?.lineItems.find(({ item }) => item === 'Observability');
    // 5% of 0.9 × (3,650 + 1,000).
    expect(line).toMatchObject({ quantity: '209.25', unit: 'EUR', unitPrice: '1', amount: '209.25' });
  });
});

describe('a move', () => {
  const result = priced([shape('old'), shape('new')], { surroundings: { baseline: 'old/plain' } });

  it('is paid once by every platform but the one that the workload runs on', () => {
    expect(result.platforms.find(({ platform }) => platform === 'old')?.oneTime).toBe('0');
    const once = result.platforms.find(({ platform }) => platform === 'new')?.lineItems ?? [];
    expect(once.filter(({ period }) => period === 'once').map(({ category }) => category)).toEqual(
      Array(4).fill('migration'),
    );
  });

  it('is hours, what is copied between zones, and what leaves a network', () => {
    // 100 MiB/s × (7 days retained + 30 days mirrored) = 312,187.5 GiB; two thirds of it cross zones on each of
    // two ways, charged out and in: 832,500 at $0.01.
    expect(amounts(result, 'new')).toMatchObject({
      'Moving: planning, clients, tests and switching over': ['40000'],
      'Moving: training': ['4000'],
      'Moving: copying between zones': ['8325'],
      'Moving: data that leaves a network': ['0'],
    });
    const oneTime = result.platforms.find(({ platform }) => platform === 'new')?.oneTime;
    expect(oneTime).toBe('52325');
  });

  it('copies only what is written from then on where the new platform begins empty', () => {
    const empty = priced([shape('a')], {
      surroundings: { baseline: 'other/plain' },
      overrides: given({ migratedShare: 0, exitGib: 1000, exitRate: 0.09 }),
    });
    // 30 of the 37 days above.
    expect(amounts(empty, 'a')['Moving: copying between zones']).toEqual(['6750']);
    expect(amounts(empty, 'a')['Moving: data that leaves a network']).toEqual(['90']);
  });

  it('is not priced where it is not known what the workload runs on', () => {
    expect(priced([shape('a')]).platforms[0]?.oneTime).toBe('0');
  });
});

describe('a shape', () => {
  it('keeps assumptions of its own, such as the rate of its engineers', () => {
    const own = shape('a');
    const engineerRate = {
      value: 70,
      unit: 'USD per engineer-hour',
      provenance: 'assumed',
      source: 'target:x',
      low: null,
      high: null,
    } as const;
    const variant = { ...own.variant, assumptions: { ...own.variant.assumptions, engineerRate } };
    const lines = amounts(priced([{ ...own, variant }], { surroundings: { baseline: 'other/plain' } }), 'a');
    expect(lines['Moving: training']).toEqual(['2800']);
  });

  it('has its surroundings once, however often they are added', () => {
    const surroundings = { ecosystem: { connectors: 'replace' }, baseline: 'old/plain', support: 'business' } as const;
    const once = withSurroundings([shape('old'), shape('new', true)], surroundings);
    expect(withSurroundings(once, surroundings)).toEqual(once);
  });
});
