import { describe, expect, it } from 'vitest';
import { frontierOf } from '../../../src/cost-model/answers/frontier.ts';
import { figure, type SmallPlatform } from '../small-platforms.ts';
import { answered, dollars, ingress, perRate } from './fixture.ts';

/** $100, against $1 for each MiB/s and $5 for every reader. */
const flat: SmallPlatform = { name: 'flat', lines: [dollars('partitions')] };
const metered: SmallPlatform = { name: 'metered', lines: [perRate(), dollars('fanOut * connections')] };
const workload = { ...ingress(20), partitions: 100, connections: 5, fanOut: 2 };
const question = { sweep: ['averageIngress', 'fanOut'] } as const;

describe('the sweep', () => {
  const sweep = answered([flat, metered], { workload, question }).sweep;

  it('has today’s workload in its middle, and each cell says how the candidate compares', () => {
    const { x, y, difference } = sweep ?? { x: { values: [] }, y: { values: [] }, difference: null };
    expect([x.values[8], y.values[8]]).toEqual([expect.closeTo(20, 9), expect.closeTo(2, 9)]);
    expect([x.values[0], x.values.at(-1)]).toEqual([expect.closeTo(2, 9), expect.closeTo(200, 9)]);
    difference?.forEach((row, r) => {
      row.forEach((cell, c) => {
        expect(cell).toBeCloseTo(((x.values[c] ?? 0) + 5 * (y.values[r] ?? 0)) / 100 - 1, 9);
      });
    });
    expect(difference?.length).toBe(17);
  });

  it('has a frontier in one piece where both cost the same', () => {
    // x + 5·y = 100: straight within a cell on axes whose steps are a third, it is off by a few per cent.
    expect(sweep?.frontier.length).toBe(1);
    expect(sweep?.frontier[0]?.length).toBeGreaterThan(8);
    for (const { x, y } of sweep?.frontier[0] ?? []) expect(Math.abs((x + 5 * y) / 100 - 1)).toBeLessThan(0.03);
  });

  it('is empty where one of the two does not carry the workload', () => {
    const limited: SmallPlatform = {
      ...metered,
      assumptions: { most: figure(40, 'MiB/second') },
      limits: [{ name: 'ingress', demand: 'averageIngress', most: 'most' }],
    };
    const { x, difference } = answered([flat, limited], { workload, question }).sweep ?? {};
    const carried = x?.values.map((value) => value <= 40);
    expect(difference?.[0]?.map((cell) => cell !== null)).toEqual(carried);
    expect(carried).toContain(false);
  });

  it('is not drawn while a price is unknown, and why', () => {
    const unknown: SmallPlatform = { name: 'u', lines: [{ ...dollars('zones'), price: 'nobody-knows' }] };
    expect(answered([flat, unknown], { workload, question }).sweep).toMatchObject({
      difference: null,
      frontier: [],
      why: 'u (small) has no price for zones',
    });
  });

  it.each([
    [['fanOut', 'fanOut'], /both axes of the sweep are the same/],
    [['fanOut', 'fanIn'], /"fanIn" cannot be swept over/],
    [['replayPerDay', 'fanOut'], /"replayPerDay" cannot be swept over/],
  ] as const)('refuses %j', (axes, message) => {
    expect(() => answered([flat, metered], { workload, question: { sweep: axes } })).toThrow(message);
  });
});

describe('a frontier', () => {
  it('goes through a plane where it is zero', () => {
    const plane = [0, 1, 2, 3].map((row) => [0, 1, 2, 3].map((column) => column + 2 * row - 3.5));
    const [piece, ...others] = frontierOf(plane);
    expect(others).toEqual([]);
    for (const { column, row } of piece ?? []) expect(column + 2 * row).toBeCloseTo(3.5, 12);
    const ends = [piece?.[0], piece?.at(-1)].map((end) => [end?.column, end?.row]).toSorted();
    // From the left edge at 1.75 to the right one at 0.25.
    expect(ends).toEqual([
      [0, expect.closeTo(1.75, 12)],
      [3, expect.closeTo(0.25, 12)],
    ]);
  });

  it('closes around an island', () => {
    const island = [
      [1, 1, 1],
      [1, -1, 1],
      [1, 1, 1],
    ];
    const [piece, ...others] = frontierOf(island);
    expect(others).toEqual([]);
    expect(piece?.length).toBe(5);
    expect(piece?.[0]).toEqual(piece?.at(-1));
  });

  it('keeps two islands apart at a saddle whose middle is between them, and joins them where it is not', () => {
    const saddle = (low: number) => [
      [low, 1],
      [1, low],
    ];
    expect(frontierOf(saddle(-0.5)).length).toBe(2);
    const corner = (piece: readonly { column: number; row: number }[] | undefined) =>
      (piece ?? []).every(({ column, row }) => column + row < 1) ||
      (piece ?? []).every(({ column, row }) => column + row > 1);
    // The middle is high: each low corner is cut off by itself. Where it is low, the high corners are.
    expect(frontierOf(saddle(-0.5)).every(corner)).toBe(true);
    expect(frontierOf(saddle(-2)).some(corner)).toBe(false);
  });

  it('leaves out cells with a corner that has no value', () => {
    expect(
      frontierOf([
        [-1, 1, 1],
        [-1, 1, null],
      ]),
    ).toHaveLength(1);
    expect(
      frontierOf([
        [-1, 1],
        [null, 1],
      ]),
    ).toEqual([]);
  });
});
