import { ratio } from '../../judge/format.ts';
import type { ComparisonRow, SideComparison, Summary } from '../../judge/types/summary.ts';
import { type Cell, type Column, missing, right, text } from '../table.ts';

interface RatioColumn extends SideComparison {
  readonly title: string;
  /** With which clients, after "b ÷ a". */
  readonly clients: string;
}

/** One column of ratios for each pair of sides: those with identical clients and, where there are some, the tuned. */
export function ratioPairs({ sides, comparison, tuned }: Summary): readonly RatioColumn[] {
  if (sides === null) return [];
  if (tuned === null) return [{ title: 'Ratio', clients: '', sides, comparison }];
  return [
    { title: 'Ratio, identical', clients: ", with the scenario's clients on both", sides, comparison },
    { title: 'Ratio, tuned', clients: ', each with clients of its own where it has some', ...tuned },
  ];
}

export const ratioColumns = (summary: Summary): readonly Column[] =>
  ratioPairs(summary).map(({ title }) => right(title));

/** The ratio of one figure in each column. */
export const ratioCells = (summary: Summary, metric: string, phase: string | null): readonly Cell[] =>
  ratioPairs(summary).map(({ comparison }) =>
    ratioCell(comparison.find((row) => row.metric === metric && row.phase === phase)),
  );

/** For rows that nothing is divided in. */
export const noRatios = (summary: Summary): readonly Cell[] => ratioPairs(summary).map(() => text(''));

/** A ratio with its interval or with the word that stands for its strength. */
export function ratioCell(row: ComparisonRow | undefined): Cell {
  if (row === undefined) return text('');
  if (row.ratio === null) return missing('one side has no figure, so there is no ratio');
  const strength =
    row.low !== null && row.high !== null ? `(${ratio(row.low)}–${ratio(row.high)})` : `(${row.claim ?? 'indicative'})`;
  const equal = row.claim === 'no difference shown' ? ', no difference shown' : '';
  return { kind: 'figure', value: row.ratio, text: `${ratio(row.ratio)} ${strength}${equal}`, unit: 'ratio' };
}
