import { describe, expect, it } from 'vitest';
import type { CostAnswers, Saving } from '../../../src/cost-model/types/answers.ts';
import type { CostResult } from '../../../src/cost-model/types/result.ts';
import { missingConditions } from '../../../src/report/cost-words/missing-conditions.ts';
import { costSentence, costStrength } from '../../../src/report/cost-words/sentence.ts';
import { answeredIncomplete, answeredSix } from '../fixture-answered.ts';

const { answers } = answeredSix;
if (answers === null || answers.saving === null) throw new Error('the fixture has a saving');

const withAnswers = (changed: Partial<CostAnswers>): CostResult => ({
  ...answeredSix,
  answers: { ...answers, ...changed },
});
const saving = (changed: Partial<Saving>): Partial<CostAnswers> => ({
  saving: { ...(answers.saving as Saving), ...changed },
});
const cheaper = (share: number, tied = 0): Partial<CostAnswers> => ({
  uncertainty: {
    ...answers.uncertainty,
    samples: 400,
    // The pair stands with the baseline first: what is asked for is the other way round.
    cheaper: [{ a: 'apache-kafka/block-storage', b: 'warpstream/s3', share, tied }],
  },
});

describe('the first sentence', () => {
  it('says how much less, of what, and in how many samples', () => {
    const cost = withAnswers({ ...saving({ perMonth: '1234.5', share: 0.25 }), ...cheaper(0.05, 0.01) });
    expect(costSentence(cost)).toBe(
      'Modelled: WarpStream would cost $1\u2009235 a month less than Apache Kafka on EC2 with gp3 volumes (25%); it is the cheaper one in 94% of 400 samples',
    );
  });

  it('says more where the candidate costs more', () => {
    const cost = withAnswers({ ...saving({ perMonth: '-99.6', share: -0.031 }), ...cheaper(0.999) });
    expect(costSentence(cost)).toMatch(
      /would cost \$100 a month more than .* \(3\.1%\); it is the cheaper one in fewer than 1%/,
    );
  });

  it('does not tell two apart whose order holds in fewer than nine of ten samples', () => {
    const cost = withAnswers({ ...saving({ perMonth: '40' }), ...cheaper(0.43) });
    expect(costSentence(cost)).toContain(
      'what is uncertain does not tell them apart: it is the cheaper one in 57% of 400 samples',
    );
    expect(costSentence(withAnswers({ ...saving({ perMonth: '40' }), ...cheaper(0.09) }))).not.toContain('apart');
  });

  it('calls a difference of less than half a dollar none', () => {
    expect(costSentence(withAnswers(saving({ perMonth: '-0.4' })))).toContain('would cost as much as');
  });

  it('ranks nothing where a side misses a price, and says why', () => {
    expect(costSentence(answeredIncomplete)).toMatch(
      /^Modelled: a month costs \$.* on Apache Kafka.*, at least \$.* on Aiven.*; which is cheaper cannot be said$/,
    );
    expect(costStrength(answeredIncomplete).join(' ')).toContain('Nothing is ranked: Aiven');
    expect([costSentence(answeredIncomplete), ...costStrength(answeredIncomplete)].join()).not.toMatch(
      /less than|samples/,
    );
  });
});

describe('the strength of a saving', () => {
  it('names what is still missing by side while it is a model, and once what both miss', () => {
    const missing = [
      { platform: 'apache-kafka/block-storage', because: ['the zones differ', 'no run has measured it'] },
      { platform: 'warpstream/s3', because: ['it is a stand-in', 'the zones differ'] },
    ];
    const model = withAnswers(saving({ label: 'model', missing }));
    expect(costStrength(model).at(-1)).toBe(
      'This is a model until a representative, valid and transferable run stands behind both sides.',
    );
    expect(missingConditions(model)).toEqual([
      { of: 'Both sides', because: ['the zones differ'] },
      { of: 'Apache Kafka on EC2 with gp3 volumes', because: ['no run has measured it'] },
      { of: 'WarpStream', because: ['it is a stand-in'] },
    ]);
  });

  it('loses the label only where it was measured', () => {
    const measured = withAnswers(saving({ label: 'measured', missing: [] }));
    expect(costStrength(measured).join(' ')).not.toContain('is a model');
    expect(missingConditions(measured)).toEqual([]);
    expect(costSentence(measured)).toMatch(/^Modelled from what was measured/);
    expect(costStrength(answeredSix).join(' ')).toContain('This is a model until');
  });

  it('claims no saving where nothing was asked', () => {
    expect(costStrength({ ...answeredSix, answers: null }).join(' ')).toContain('No saving is claimed');
  });
});
