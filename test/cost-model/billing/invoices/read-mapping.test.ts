import { describe, expect, it } from 'vitest';
import { readMapping } from '../../../../src/cost-model/billing/invoices/mapping/read-mapping.ts';
import {
  invoiceMapping,
  shippedMappings,
} from '../../../../src/cost-model/billing/invoices/mapping/shipped-mappings.ts';
import type { WorkbenchError } from '../../../../src/errors.ts';
import { csvMapping, folderWith } from './files.ts';

function mistakesOf(read: () => unknown): readonly (readonly [line: number | undefined, what: string])[] {
  try {
    read();
  } catch (error) {
    return (error as WorkbenchError).problems.map(({ what, at }) => [at?.line, what] as const);
  }
  throw new Error('nothing was thrown');
}

describe('a mapping', () => {
  it('is told every mistake at once, each with its line', () => {
    const text = `name: ours
provider: ours
shape: { source: ours }
format: xlsx
columns:
  day: Date
  service: Product
  amout: Amount
dates: YYYY
kinds: [{ column: Kind, matches: '(?=x)', is: Tax }]
`;
    const found = mistakesOf(() => readMapping(text, 'ours.yaml'));
    expect(found.map(([line]) => line)).toEqual(expect.arrayContaining([3, 4, 8, 9, 10]));
    expect(found.map(([, what]) => what).join('\n')).toMatch(/looks around itself/);
    expect(found.map(([, what]) => what).join('\n')).toMatch(/has no YYYY with MM/);
  });

  it('cannot write cents and thousands with the same mark', () => {
    expect(mistakesOf(() => csvMapping("numbers: { decimal: ',', group: ',' }"))).toEqual([
      [7, '"," stands before cents too'],
    ]);
  });

  it('has a path to the lines for JSON, and none for CSV', () => {
    expect(mistakesOf(() => csvMapping('lines: data'))[0]?.[1]).toBe('CSV has no paths');
    expect(
      mistakesOf(() => readMapping(JSON.stringify({ ...csvMapping(), format: 'json' }), 'ours.yaml'))[0]?.[1],
    ).toBe('no path leads to the lines');
  });

  it('that is shipped is right, and says where its shape is described and when that was read', () => {
    const names = shippedMappings();
    expect(names).toEqual(['automq', 'confluent-costs-api', 'confluent-csv', 'template', 'warpstream']);
    for (const name of names) expect(invoiceMapping(name, '/').shape.date).toMatch(/^2026-\d\d-\d\d$/);
  });

  it('of your own is read by its path; one that is not there is told with the names of those that are', () => {
    const folder = folderWith({ 'mine.yaml': JSON.stringify({ ...csvMapping(), name: 'mine' }) });
    expect(invoiceMapping('mine.yaml', folder).name).toBe('mine');
    const [problem] = (() => {
      try {
        invoiceMapping('none', folder);
      } catch (error) {
        return (error as WorkbenchError).problems;
      }
      return [];
    })();
    expect(problem).toMatchObject({ what: 'there is no mapping none: ENOENT' });
    expect(problem?.todo).toContain('template');
  });
});
