import { describe, expect, it } from 'vitest';
import { account } from '../../src/audit/account.ts';
import { outcomes, reading } from './readings.ts';

describe('the account of every record', () => {
  it('finds nothing where everything acknowledged was read once, in order', () => {
    const { totals, complete } = account([outcomes()], [reading([0, 100])]);
    expect(complete).toBe(true);
    expect(totals).toMatchObject({
      acknowledged: 100,
      delivered: 100,
      lost: 0,
      duplicated: 0,
      reordered: 0,
      unexpected: 0,
    });
  });

  it('names the one sequence that was acknowledged and is missing', () => {
    const { totals, partitions } = account([outcomes()], [reading([0, 41], [42, 100])]);
    expect(totals).toMatchObject({ delivered: 99, lost: 1, duplicated: 0, reordered: 0 });
    expect(partitions[0]?.lost).toEqual([[41, 42]]);
  });

  it('counts every reading beyond the first as a duplicate, and a duplicate is not a reordering', () => {
    const { totals, partitions } = account([outcomes()], [reading([0, 50], [40, 50], [40, 50], [50, 100])]);
    expect(totals).toMatchObject({ delivered: 100, lost: 0, duplicated: 20, reordered: 0 });
    expect(partitions[0]?.duplicated).toEqual([[40, 50]]);
  });

  it('counts records that come after a higher sequence as reordered', () => {
    const { totals } = account([outcomes()], [reading([0, 10], [20, 100], [10, 20])]);
    expect(totals).toMatchObject({ delivered: 100, lost: 0, duplicated: 0, reordered: 10 });
  });

  it('lets an unknown record be present or absent without calling it lost', () => {
    const given = outcomes({ acknowledged: [[0, 90]], unknown: [[90, 100]] });
    expect(account([given], [reading([0, 95])]).totals).toMatchObject({ lost: 0, unknown: 10, unknownPresent: 5 });
  });

  it('reports what was refused or never sent and stands in the log all the same', () => {
    const given = outcomes({ acknowledged: [[0, 90]], failed: [[90, 95]], unsent: [[95, 100]] });
    expect(account([given], [reading([0, 96])]).totals.unexpected).toBe(6);
  });

  it('reports records of a producer that has no books', () => {
    const other = reading([0, 3, { producer: 7 }]);
    expect(account([outcomes()], [other]).totals).toMatchObject({ unexpected: 3, lost: 100 });
  });

  it('is not complete when one partition was not read to its end', () => {
    expect(account([outcomes()], [{ ...reading([0, 100]), complete: false }]).complete).toBe(false);
    expect(account([outcomes()], []).complete).toBe(false);
  });
});
