import type { KeyPath } from '../../scenarios/mistake.ts';
import type { Overrides } from '../types/request.ts';
import { BUSINESS_WORDS } from './business-words.ts';
import { COMPONENT_WORDS } from './ecosystem-words.ts';
import type { Row } from './row.ts';
import type { SheetInput } from './sheet-schema.ts';
import { type PlaceOf, withOwn } from './source.ts';

/** A row of the sheet beside its workload, and the figure that it says. */
export interface StatedFigure {
  readonly figure: string;
  readonly path: KeyPath;
  readonly row: Row;
}

/** What the sheet says of figures, in its order; of a sheet with mistakes, as far as it can be read. */
export function statedFigures(sheet: Partial<SheetInput>): readonly StatedFigure[] {
  const { rates = {}, assumptions = {}, prices = {}, business = {}, ecosystem = {} } = sheet;
  return [
    ...Object.entries(rates).map(([name, row]) => ({ figure: name, path: ['rates', name], row })),
    ...Object.entries(assumptions).map(([name, row]) => ({ figure: name, path: ['assumptions', name], row })),
    ...Object.entries(prices).map(([key, row]) => ({ figure: `price/${key}`, path: ['prices', key], row })),
    ...rowsOf(business, ['business'], (name) => BUSINESS_WORDS[name]?.figure),
    ...Object.entries(ecosystem).flatMap(([component, part]) =>
      rowsOf(part ?? {}, ['ecosystem', component], (name) => COMPONENT_WORDS[component]?.[name]?.figure),
    ),
  ];
}

export function statedOverrides(stated: readonly StatedFigure[], place: PlaceOf): Overrides {
  return Object.fromEntries(
    stated.map(({ figure, path, row: { value, low, high, source } }) => [
      figure,
      { value, ...(low === undefined ? {} : { low, high: high ?? null }), source: withOwn(place(path), source) },
    ]),
  );
}

function rowsOf(
  section: Readonly<Record<string, unknown>>,
  path: KeyPath,
  figureOf: (name: string) => string | undefined,
): readonly StatedFigure[] {
  return Object.entries(section).flatMap(([name, row]) => {
    const figure = figureOf(name);
    return figure === undefined || row === undefined ? [] : [{ figure, path: [...path, name], row: row as Row }];
  });
}
