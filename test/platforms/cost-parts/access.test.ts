import { describe, expect, it } from 'vitest';
import { unlessGetsMeasured } from '../../../src/platforms/cost-parts/object-store.ts';
import { cost } from '../../../src/platforms/redpanda-serverless/cost.ts';
import { linesOf, price } from '../../cost-model/fixture.ts';

const gateways = (natShare: number) =>
  linesOf(price('blocks', { cost, assumptions: { natShare } }), 'network').map(({ quantity }) => Number(quantity));

describe('NAT gateways', () => {
  it('stand whole in every zone as soon as any client needs them, and carry its traffic alone', () => {
    // Three zones for 730 hours; 256,640.625 GiB are written and read three times.
    expect(gateways(1)).toEqual([2190, 4 * 256_640.625]);
    expect(gateways(0.25)).toEqual([2190, 256_640.625]);
    expect(gateways(0)).toEqual([0, 0]);
  });
});

describe('a formula that holds unless requests were measured', () => {
  it('is multiplied as a whole where it is a sum, and stands as it is where it is none', () => {
    expect(unlessGetsMeasured('a + b')).toBe('(a + b) * (1 - getsAreMeasured)');
    expect(unlessGetsMeasured('a * (1 - b) / c')).toBe('a * (1 - b) / c * (1 - getsAreMeasured)');
  });
});
