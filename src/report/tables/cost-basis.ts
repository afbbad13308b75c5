import type { Figure } from '../../cost-model/types/figures.ts';
import type { CostResult, MeasuredFigure, PlatformCost } from '../../cost-model/types/result.ts';
import { rate, THIN_SPACE } from '../../judge/format.ts';
import {
  type Cell,
  left,
  list,
  missing,
  plainRows,
  type Row,
  type RowGroup,
  right,
  type Table,
  text,
} from '../table.ts';
import { PROVENANCE_TITLES } from '../words.ts';
import { titleOf } from './cost.ts';

/** A cost figure's unit as a reader writes it; counts and fractions have none. */
function unitOf(unit: string): string {
  if (unit === 'count' || unit === 'fraction') return '';
  return `${THIN_SPACE}${unit.replaceAll('/second', '/s')}`;
}

const quantity = (value: number, unit: string): string => `${rate(value)}${unitOf(unit)}`;

function figureRow(title: string, { value, unit, low, high, provenance, source }: Figure): Row {
  return {
    title,
    unit: null,
    cells: [
      { kind: 'figure', value, text: quantity(value, unit), unit },
      low === null || high === null ? missing('no range was given') : text(`${rate(low)} to ${quantity(high, unit)}`),
      text(PROVENANCE_TITLES[provenance]),
      text(originOf(source)),
    ],
  };
}

/** The name of an assumption stands at the head of its row; what speaks for it is what a reader needs. */
const originOf = (source: string): string => source.replace(/^assumption:\S+ \((.*)\)$/, '$1');

type Named = readonly [name: string, figure: Figure];

/** The figures of one variant by the names that its formulas use. */
function ownFigures({ platform, variant }: PlatformCost, figures: CostResult['figures']): readonly Named[] {
  const prefix = `${platform}/${variant}/`;
  return Object.entries(figures).flatMap(([name, figure]): Named[] =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), figure]] : [],
  );
}

/** Every assumption and derived figure behind the cost, with its range and origin; what all platforms share once. */
export function assumptionTable(cost: CostResult): Table {
  const own = cost.platforms.map((platform) => ownFigures(platform, cost.figures));
  const [first = [], ...others] = own.map((figures) => new Set(figures.map((named) => JSON.stringify(named))));
  const shared = new Set(others.length === 0 ? [] : [...first].filter((it) => others.every((other) => other.has(it))));
  const isShared = (named: Named): boolean => shared.has(JSON.stringify(named));
  const group = (title: string, figures: readonly Named[]): RowGroup => ({
    title,
    provenance: null,
    rows: figures.map(([name, figure]) => figureRow(name, figure)),
  });
  const groups = [
    group(
      'The workload and the units',
      Object.entries(cost.figures).filter(([name]) => !name.includes('/')),
    ),
    group('The same on every platform', own[0]?.filter(isShared) ?? []),
    ...cost.platforms.map((platform, index) =>
      group(
        titleOf(platform, cost),
        (own[index] ?? []).filter((named) => !isShared(named)),
      ),
    ),
  ];
  return {
    id: 'cost-assumptions',
    title: 'What the cost rests on',
    columns: [left('Figure'), right('Value'), right('Low to high'), left('Provenance'), left('From')],
    groups: groups.filter(({ rows }) => rows.length > 0),
    notes: ['Formulas name the figures by the names in the first column.'],
  };
}

function useOf({ value, used, because }: MeasuredFigure): Cell {
  if (used) return text('measured and used');
  return list(because, value === null ? 'not measured, because' : 'measured, not used, because');
}

/** What the run measured, and whether it may price production. */
export function measuredTable(cost: CostResult): Table | null {
  if (cost.measured.length === 0) return null;
  return {
    id: 'cost-measured',
    title: 'What was measured, and whether the cost uses it',
    columns: [left('Figure'), left('Target'), right('Value'), left('Use')],
    groups: plainRows(
      cost.measured.map((figure) => ({
        title: figure.name,
        unit: null,
        cells: [
          text(figure.target),
          figure.value === null
            ? missing('not measured in this run')
            : { kind: 'figure', value: figure.value, text: quantity(figure.value, figure.unit), unit: figure.unit },
          useOf(figure),
        ],
      })),
      'measured',
    ),
    notes: [],
  };
}
