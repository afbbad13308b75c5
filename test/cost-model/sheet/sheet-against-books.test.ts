import { describe, expect, it } from 'vitest';
import { readSheet } from '../../../src/cost-model/sheet/read-sheet.ts';
import { WorkbenchError } from '../../../src/errors.ts';
import { book } from '../fixture.ts';

const known = {
  books: [book],
  asked: new Set(['asked.for']),
  assumptions: new Set(['engineerRate', 'a/b/natShare']),
  platforms: new Set(['apache-kafka', 'apache-kafka/block-storage']),
};

function told(lines: string): readonly string[] {
  try {
    readSheet(`name: tco\n${lines}`, 'tco.yaml', known);
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    return error.problems.map(({ what, todo, at }) => `${at?.line} ${at?.key} ${what} → ${todo}`);
  }
  return [];
}

describe('a sheet against the price books', () => {
  it('is told of a region without a book and of discounts off nothing, all at once, with lines', () => {
    const lines = `region: eu-west-1
terms:
  discounts:
    - { vendor: aws, percent: 5 }
    - { vendor: awz, percent: 5 }
    - { key: aws.s3, percent: 5 }
    - { key: aws.s4.standard.put, percent: 5 }
    - { key: aws.s, percent: 5 }
`;
    expect(told(lines)).toEqual([
      '2 region is "eu-west-1", and there is no price book of that region → write us-east-1, or add a price book of it',
      '6 terms.discounts[1].vendor is "awz", and no price book is of that vendor → write one of aws',
      '8 terms.discounts[3].key is "aws.s4.standard.put", and no price begins with that key → did you mean "aws.s3.standard.put"?',
      '9 terms.discounts[4].key is "aws.s", and no price begins with that key → write a key that `workbench prices list` shows',
    ]);
  });

  it('is told of prices that nothing asks for and of names that are nearly one, beside its other mistakes', () => {
    const lines = `budget: -1
prices: { aws.s3.standard.putt: 1, aws.s3.standard.storage/1: 1, asked.for: 2 }
rates: { enginerRate: 3, engineerRate: 3 }
assumptions: { a/b/natShares: 1, hours: 730 }
baseline: apache-kafak
candidate: apache-kafka/block-storage
`;
    expect(told(lines).map((line) => line.replace(/^(\d+ \S+).*(→.*)$/, '$1 $2'))).toEqual([
      expect.stringContaining('2 budget'),
      '3 prices["aws.s3.standard.putt"] → did you mean "aws.s3.standard.put"?',
      '4 rates.enginerRate → did you mean "engineerRate"?',
      '5 assumptions.a/b/natShares → did you mean "a/b/natShare"?',
      '6 baseline → did you mean "apache-kafka"?',
    ]);
  });

  it('that asks nothing of them is told nothing', () => {
    expect(told('region: us-east-1')).toEqual([]);
    expect(told('')).toEqual([]);
  });
});
