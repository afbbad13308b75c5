import type { FigureOverride } from '../../../cost-model/types/request.ts';
import type { EditedFigure } from './edited-figures.ts';

/** What was changed of a figure, as an override that names the first changed cell; null where nothing was. */
export function overrideOf({ value, low, high, changes }: EditedFigure, file: string): FigureOverride | null {
  const [first] = changes;
  if (first === undefined) return null;
  const isNewValue = changes.some(({ part }) => part === 'value');
  const isNewRange = changes.some(({ part }) => part !== 'value');
  return {
    source: `sheet:${file}:${first.cell}`,
    ...(isNewValue && value !== null ? { value } : {}),
    ...(isNewRange ? { low, high } : {}),
  };
}
