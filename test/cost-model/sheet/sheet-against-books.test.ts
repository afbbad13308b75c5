import { describe, expect, it } from 'vitest';
import { readSheet } from '../../../src/cost-model/sheet/read-sheet.ts';
import { sheetAgainstBooks } from '../../../src/cost-model/sheet/sheet-against-books.ts';
import { book } from '../fixture.ts';

const told = (lines: string) =>
  sheetAgainstBooks(readSheet(`name: tco\n${lines}`, 'tco.yaml'), [book]).map(({ what, todo, at }) => {
    return `${at?.file} ${at?.key} ${what} → ${todo}`;
  });

describe('a sheet against the price books', () => {
  it('is told of a region without a book and of discounts off nothing, all at once', () => {
    const lines = `
region: eu-west-1
terms:
  discounts:
    - { vendor: aws, percent: 5 }
    - { vendor: awz, percent: 5 }
    - { key: aws.s3, percent: 5 }
    - { key: aws.s4.standard.put, percent: 5 }
    - { key: aws.s, percent: 5 }
`;
    expect(told(lines)).toEqual([
      'tco.yaml region is "eu-west-1", and there is no price book of that region → write us-east-1, or add a price book of it',
      'tco.yaml terms.discounts[1].vendor is "awz", and no price book is of that vendor → write one of aws',
      'tco.yaml terms.discounts[3].key is "aws.s4.standard.put", and no price begins with that key → did you mean "aws.s3.standard.put"?',
      'tco.yaml terms.discounts[4].key is "aws.s", and no price begins with that key → write a key that `workbench prices list` shows',
    ]);
  });

  it('that asks nothing of them is told nothing', () => {
    expect(told('region: us-east-1')).toEqual([]);
    expect(told('')).toEqual([]);
  });
});
