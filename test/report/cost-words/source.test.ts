import { describe, expect, it } from 'vitest';
import { sourceWords } from '../../../src/report/cost-words/source.ts';

describe('the source of a figure', () => {
  it('is what speaks for an assumption, without the name that stands beside it', () => {
    expect(sourceWords('assumption:natShare (half of it (a guess))')).toBe('half of it (a guess)');
    expect(sourceWords('assumption:hoursPerMonth')).toBe('assumption:hoursPerMonth');
  });

  it('is the words of who wrote a sheet, and then the place in it', () => {
    expect(sourceWords('sheet:s1.yaml:terms.discounts[0] (ea)')).toBe('ea (s1.yaml, terms.discounts[0])');
    expect(sourceWords('sheet:a b.yaml:rates.engineerRate')).toBe('a b.yaml, rates.engineerRate');
  });

  it('is the flag or the key of a scenario that says it', () => {
    expect(sourceWords('flag:--fan-out')).toBe('--fan-out');
    expect(sourceWords('flag:--ingress (the same as --ingress)')).toBe('the same as --ingress (--ingress)');
    expect(sourceWords('scenario:production.fanOut')).toBe('production.fanOut');
  });

  it('is left as it stands where it is a page, a run or a formula', () => {
    for (const source of ['infracost s3_bucket_test.golden', 'formula: a * b', 'run:r-1:local']) {
      expect(sourceWords(source)).toBe(source);
    }
  });
});
