import { ratio } from '../../judge/format.ts';
import type { ComparisonRow } from '../../judge/types/summary.ts';
import { type Cell, missing, text } from '../table.ts';

/** A ratio with its interval or with the word that stands for its strength. */
export function ratioCell(row: ComparisonRow | undefined): Cell {
  if (row === undefined) return text('');
  if (row.ratio === null) return missing('one side has no figure, so there is no ratio');
  const strength =
    row.low !== null && row.high !== null ? `(${ratio(row.low)}–${ratio(row.high)})` : `(${row.claim ?? 'indicative'})`;
  const equal = row.claim === 'no difference shown' ? ', no difference shown' : '';
  return { kind: 'figure', value: row.ratio, text: `${ratio(row.ratio)} ${strength}${equal}`, unit: 'ratio' };
}
