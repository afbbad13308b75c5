import { beforeAll, describe, expect, it } from 'vitest';
import { reprice } from '../../../src/cost-model/pricing/reprice.ts';
import type { WorkbenchError } from '../../../src/errors.ts';
import { readWorkbook } from '../../../src/report/xlsx/read-workbook.ts';
import { renderWorkbook } from '../../../src/report/xlsx/render-workbook.ts';
import { everyPlatform } from './every-platform.ts';
import { aNumber, cellOf, NOTHING, withCell } from './saved-cells.ts';

const cost = everyPlatform();
let delivered: Uint8Array;
beforeAll(async () => {
  delivered = await renderWorkbook(cost);
});

type Edit = readonly [figure: string, value: number | null, column?: string];
const at = (figure: string, column = 'D'): string => cellOf(delivered, 'Inputs', [figure], column);
const edited = (...edits: readonly Edit[]): Uint8Array =>
  edits.reduce(
    (file, [figure, value, column]) =>
      withCell(file, 'Inputs', at(figure, column), value === null ? NOTHING : aNumber(value)),
    delivered,
  );

/** Cell and figure of every mistake, and what it says after them. */
async function refusals(...edits: readonly Edit[]): Promise<readonly string[]> {
  const error = await readWorkbook(edited(...edits), 'tco.xlsx').then(
    () => null,
    (thrown: WorkbenchError) => thrown,
  );
  return error?.problems.map(({ what }) => what) ?? [];
}

describe('an edited workload', () => {
  it('is held to the rules of a scenario, each mistake at its cell and all at once', async () => {
    const wrong: readonly Edit[] = [
      ['fanOut', 0],
      ['compressionRatio', 0.5],
      ['zones', 2.5],
      ['availabilityTarget', 1],
      ['hours', 100],
      ['retention', 0],
      ['inZoneReadShare', 7],
      ['peakIngress', 10],
    ];
    const found = await refusals(...wrong);
    expect(found).toHaveLength(wrong.length);
    for (const [figure, value] of wrong) {
      expect(
        found.find((what) => what.startsWith(`Inputs!${at(figure)} (${figure}) is `)),
        figure,
      ).toContain(figure === 'peakIngress' ? 'is less than the average' : `is ${value},`);
    }
  });

  it('is held to them at the ends of its ranges', async () => {
    const found = await refusals(
      ...([
        ['fanOut', 0, 'F'],
        ['fanOut', 4, 'G'],
        ['hours', 600, 'F'],
        ['compressionRatio', 1, 'F'],
        ['compressionRatio', 2, 'G'],
      ] satisfies Edit[]),
    );
    expect(found).toEqual([
      expect.stringContaining(`Inputs!${at('fanOut', 'F')} (fanOut) is 0, `),
      expect.stringContaining(`Inputs!${at('hours', 'F')} (hours) is 600, `),
    ]);
  });

  it('has its peak moved with the average, as long as the peak itself is not edited', async () => {
    // 150 on average and 200 at the peak: half of it is half of both.
    const { overrides, changes } = await readWorkbook(edited(['averageIngress', 75]), 'tco.xlsx');
    expect(overrides.peakIngress?.value).toBe(100);
    expect(changes.map(({ name }) => name)).toEqual(['averageIngress']);
    const { workload } = reprice(cost, overrides);
    expect(workload.peakIngress / workload.averageIngress).toBeCloseTo(200 / 150, 12);
    const own = await readWorkbook(edited(['averageIngress', 75], ['peakIngress', 300]), 'tco.xlsx');
    expect(own.overrides.peakIngress?.value).toBe(300);
    // Above the peak of before, and no mistake: the peak is above it again.
    expect(await refusals(['averageIngress', 500])).toEqual([]);
  });

  it('is priced for the length of the month that its cell says', async () => {
    const { overrides } = await readWorkbook(edited(['hours', 720], ['hours', null, 'F'], ['hours', null, 'G']), 'x');
    expect(reprice(cost, overrides).hoursPerMonth).toBe(720);
  });
});
