import type { Figure } from '../../../cost-model/types/figures.ts';
import { rate, THIN_SPACE } from '../../../judge/format.ts';
import { sourceWords } from '../../cost-words/source.ts';
import { type Cell, missing, type Row, text } from '../../table.ts';
import { PROVENANCE_TITLES } from '../../words.ts';

/** A cost figure's unit as a reader writes it; counts and fractions have none. */
function unitOf(unit: string): string {
  if (unit === 'count' || unit === 'fraction') return '';
  return `${THIN_SPACE}${unit.replaceAll('/second', '/s')}`;
}

export const quantityWords = (value: number, unit: string): string => `${rate(value)}${unitOf(unit)}`;

export const rangeCell = (low: number | null, high: number | null, unit: string): Cell =>
  low === null || high === null ? missing('no range was given') : text(`${rate(low)} to ${quantityWords(high, unit)}`);

/** Value, range, provenance and origin of one figure. */
export function figureRow(title: string, { value, unit, low, high, provenance, source, date }: Figure): Row {
  return {
    title,
    unit: null,
    cells: [
      { kind: 'figure', value, text: quantityWords(value, unit), unit },
      rangeCell(low, high, unit),
      text(PROVENANCE_TITLES[provenance]),
      text(date === undefined ? sourceWords(source) : `${sourceWords(source)}, ${date}`),
    ],
  };
}
