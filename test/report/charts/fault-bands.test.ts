import { describe, expect, it } from 'vitest';
import type { FaultBand } from '../../../src/judge/types/series.ts';
import { faultBands, faultsWithin, shades } from '../../../src/report/charts/fault-bands.ts';
import { faultLabels } from '../../../src/report/charts/fault-labels.ts';

const band = (change: Partial<FaultBand> = {}): FaultBand => ({
  fault: 'broker-kill-1',
  title: 'Broker killed',
  where: 'node 2',
  start: 20,
  healing: 26,
  end: 28,
  ...change,
});
const pass = (faults: readonly FaultBand[], valid = true) => ({ valid, faults });
const times = (drawn: ReturnType<typeof shades>) => drawn.map(({ start, end }) => [start, end]);

describe('the shades of a fault', () => {
  it('are strong until healing begins and weak until it was seen to be healed', () => {
    const [held, healing] = shades([pass([band()])], [0, 60]);
    expect(times(shades([pass([band()])], [0, 60]))).toEqual([
      [20, 26],
      [26, 28],
    ]);
    expect(held?.opacity).toBeGreaterThan(healing?.opacity ?? 1);
  });

  it('of all repetitions together are as strong as that of one alone, where they agree', () => {
    const [one] = shades([pass([band()])], [0, 60]);
    const several = shades([pass([band()]), pass([band()]), pass([band()])], [0, 60]).filter(
      ({ start }) => start === 20,
    );
    // What shows through several layers is the product of what shows through each.
    const through = several.reduce((product, { opacity }) => product * (1 - opacity), 1);
    expect(several).toHaveLength(3);
    expect(1 - through).toBeCloseTo(one?.opacity ?? Number.NaN, 10);
  });

  it('go on to the end of the picture where no healing was seen', () => {
    expect(times(shades([pass([band({ healing: null, end: null })])], [0, 60]))).toEqual([[20, 60]]);
    expect(times(shades([pass([band({ end: null })])], [0, 60]))).toEqual([
      [20, 26],
      [26, 60],
    ]);
  });

  it('end at the edges of the picture, and outside it there is nothing', () => {
    expect(times(shades([pass([band()])], [22, 25]))).toEqual([[22, 25]]);
    expect(shades([pass([band()])], [30, 60])).toEqual([]);
    expect(faultsWithin([pass([band()])], [{ id: 'broker-kill-1', number: 1, name: '' }], [30, 60])).toEqual([]);
  });

  it('are those of the valid repetitions, and of the others only where there is no valid one', () => {
    const late = pass([band({ start: 21 })], false);
    expect(times(shades([pass([band()]), late], [0, 60]))[0]).toEqual([20, 26]);
    expect(shades([pass([band()]), late], [0, 60])).toHaveLength(2);
    expect(times(shades([late], [0, 60]))[0]).toEqual([21, 26]);
  });

  it('are none for a series from before there were faults', () => {
    expect(faultBands([{ valid: true } as ReturnType<typeof pass>], [0, 60])).toEqual([]);
  });
});

describe('the labels of faults', () => {
  const faults = [
    { id: 'broker-kill-1', number: 1, name: 'Broker killed (node 2)' },
    { id: 'network-delay-1', number: 2, name: 'Network delayed (node 1)' },
  ];
  const second = band({ fault: 'network-delay-1', start: 50, healing: 55, end: 55 });
  const labels = (plotPx: number) =>
    faultLabels([pass([band(), second])], faults, [0, 60], plotPx).map(({ data, mark }) => ({
      label: data.values[0]?.label,
      x: mark.x,
      end: mark.x + Math.min(mark.limit, 7 * (data.values[0]?.label.length ?? 0)),
    }));

  it('never reach into one another or out of the plot, however narrow it is', () => {
    for (const plotPx of [100, 256, 400, 676]) {
      const [one, two] = labels(plotPx);
      expect(one?.end, String(plotPx)).toBeLessThanOrEqual(two?.x ?? 0);
      expect(two?.end, String(plotPx)).toBeLessThanOrEqual(plotPx + 8);
    }
  });

  it('begin with the fault, but for the last, which moves to the left to be whole', () => {
    expect(labels(676)).toMatchObject([
      { label: '1 Broker killed (node 2)', x: expect.closeTo((20 / 60) * 676 + 2, 9) },
      { label: '2 Network delayed (node 1)', x: 676 - 7 * 26 + 2 },
    ]);
  });

  it('are numbers alone where there is no room for a name', () => {
    expect(labels(100).map(({ label }) => label)).toEqual(['1', '2']);
  });
});
