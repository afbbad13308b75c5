import { describe, expect, it } from 'vitest';
import { measuredOfRun } from '../../../../src/cost-model/billing/measured-quantities/measured-of-run.ts';
import { reconcile } from '../../../../src/cost-model/billing/reconcile/reconcile.ts';
import type { MeasuredFigure } from '../../../../src/cost-model/types/result.ts';
import { GIB } from '../../../../src/units.ts';
import { price } from '../../fixture.ts';
import { localTarget, runOn } from '../../run-fixture.ts';
import { billOf } from '../reconcile/fixture.ts';

const STAND_IN = 'the target is a stand-in on this machine';

const figure = (name: string, change: Partial<MeasuredFigure>): MeasuredFigure => ({
  name,
  target: 'a',
  value: 1,
  unit: 'request/GiB',
  assumption: null,
  used: true,
  because: [],
  ...change,
});
const puts = figure('PUT requests per GiB written', { value: 300, assumption: 'putsPerGib' });
const gets = figure('GET requests per GiB read', {
  value: 50,
  assumption: 'getsPerGib',
  used: false,
  because: [STAND_IN],
});
const ratio = figure('compression ratio', { value: null, unit: 'count', used: false, because: ['generated payloads'] });

const target = {
  name: 'a',
  valid: true,
  produce: { achievedRate: 100 },
  // 4 GiB of records of 1 KiB.
  audit: { acknowledged: 4 * 1024 * 1024 },
  objectStore: { put: 1200, get: 400, bytesRead: 2 * GIB, cacheHitRatio: 0.75 },
};

const tiered = price('tiered');
const measured = (figures: readonly MeasuredFigure[], within: Partial<typeof target> = {}) =>
  measuredOfRun({
    cost: { ...tiered, measured: figures },
    platform: 'tiered/s3-tier',
    run: runOn(localTarget('a', 'tiered')),
    target: { ...target, ...within },
  });

describe('what a run measured, as a month of production', () => {
  it('is what the model says with it: 300 PUTs for each of 100 MiB/s × 730 h', () => {
    const found = measured([puts]).find(({ priceKey }) => priceKey !== null);
    // 100 MiB/s × 730 × 3600 s ÷ 1024 = 256,640.625 GiB; × 300 ÷ 1000 = 76,992.1875 thousand.
    expect(found).toMatchObject({
      counted: { quantity: '300', unit: 'request/GiB' },
      monthly: { quantity: '76992.1875', unit: 'thousand requests' },
      used: true,
      because: [],
    });
  });

  it('is shown with its reasons, and not used, where it was not measured under production’s conditions', () => {
    const quantities = measured([puts, gets]).filter(({ priceKey }) => priceKey !== null);
    expect(quantities.map(({ used, because }) => [used, because])).toEqual([
      [true, []],
      [false, [STAND_IN]],
    ]);
    // 256,640.625 GiB read three times, 50 GETs each.
    expect(quantities[1]?.monthly).toEqual({ quantity: '38496.09375', unit: 'thousand requests' });
  });

  it('stands in the column beside what was billed only where it is used', () => {
    const rowWith = (figures: readonly MeasuredFigure[]) =>
      reconcile({
        cost: tiered,
        platform: 'tiered/s3-tier',
        target: 'a',
        bill: billOf({}),
        measured: measured(figures),
      }).rows.find(({ category }) => category === 'object-requests');
    // 76,992.1875 × 0.005
    expect(rowWith([puts, gets])).toMatchObject({ measured: '384.9609375', measuredIsPartial: true });
    expect(rowWith([{ ...puts, used: false, because: [STAND_IN] }, gets])?.measured).toBeNull();
  });

  it('keeps what has no value or no place, with its reason', () => {
    expect(measured([ratio]).find(({ name }) => name === 'compression ratio')).toMatchObject({
      counted: null,
      monthly: null,
      used: false,
      because: ['generated payloads'],
    });
  });

  it('names what the run itself counted', () => {
    const counted = measured([]).map(({ name, counted: amount }) => [name, amount?.quantity, amount?.unit]);
    expect(counted).toEqual([
      ['written', '4', 'GiB'],
      ['PUT requests', '1200', 'request'],
      ['GET requests', '400', 'request'],
      ['read from the object store', '2', 'GiB'],
    ]);
  });

  it('takes no figure of another target', () => {
    expect(measured([{ ...puts, target: 'b' }]).filter(({ priceKey }) => priceKey !== null)).toEqual([]);
  });
});
