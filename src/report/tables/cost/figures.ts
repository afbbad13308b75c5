import { platformId } from '../../../cost-model/platform-id.ts';
import type { Figure } from '../../../cost-model/types/figures.ts';
import type { CostResult, PlatformCost } from '../../../cost-model/types/result.ts';
import { left, type RowGroup, right, type Table } from '../../table.ts';
import { figureRow } from './figure-words.ts';
import { titleOf } from './platforms.ts';

type Named = readonly [name: string, figure: Figure];

/** Names of platforms in a group's title before the rest is only counted. */
const NAMED_PLATFORMS = 3;

const group = (title: string, figures: readonly Named[]): RowGroup => ({
  title,
  provenance: null,
  rows: figures.map(([name, figure]) => figureRow(name, figure)),
});

/** Figures below a prefix, by the names that formulas use within it. */
function below(prefix: string, figures: CostResult['figures']): readonly Named[] {
  return Object.entries(figures).flatMap(([name, figure]): Named[] =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), figure]] : [],
  );
}

/** What formulas call it, its value and where it is from: what else is told of it follows from these. */
function sameness([name, { value, unit, low, high, provenance, source }]: Named): string {
  return JSON.stringify([name, value, unit, low, high, provenance, source]);
}

function titleOfSet(holders: readonly PlatformCost[], cost: CostResult): string {
  const [only, ...others] = holders;
  if (only === undefined || others.length === 0) return only === undefined ? '' : titleOf(only, cost);
  if (holders.length === cost.platforms.length) return 'The same on every platform';
  const without = cost.platforms.filter((platform) => !holders.includes(platform));
  if (without.length < holders.length && without.length <= NAMED_PLATFORMS) {
    return `The same on every platform but ${without.map((platform) => titleOf(platform, cost)).join(', ')}`;
  }
  const named = holders.slice(0, NAMED_PLATFORMS).map((platform) => titleOf(platform, cost));
  const rest = holders.length - named.length;
  return `The same on ${named.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}

/** Each figure once, under those that share it: what most share first, what is one platform's own last. */
function sharedGroups(cost: CostResult): readonly RowGroup[] {
  const all = cost.platforms.flatMap((platform) =>
    below(`${platformId(platform)}/`, cost.figures).map((named) => ({ platform, named })),
  );
  const alike = [...Map.groupBy(all, ({ named }) => sameness(named)).values()].map((uses) => ({
    named: uses[0]?.named,
    holders: uses.map(({ platform }) => platform),
  }));
  const sets = [
    ...Map.groupBy(alike, ({ holders }) => holders.map(({ title, variant }) => `${title} ${variant}`).join()).values(),
  ];
  const shared = sets.filter(([first]) => (first?.holders.length ?? 0) > 1);
  const own = sets.filter(([first]) => first?.holders.length === 1);
  const size = (set: (typeof sets)[number]): number => set[0]?.holders.length ?? 0;
  return [...shared.toSorted((a, b) => size(b) - size(a)), ...own].map((set) =>
    group(
      titleOfSet(set[0]?.holders ?? [], cost),
      set.flatMap(({ named }) => (named === undefined ? [] : [named])),
    ),
  );
}

/** Every assumption and derived figure behind the cost, with its range and origin; prices have a table of their own. */
export function assumptionTable(cost: CostResult): Table {
  const groups = [
    group(
      'The workload and the units',
      Object.entries(cost.figures).filter(([name]) => !name.includes('/')),
    ),
    group('The business case', below('business/', cost.figures)),
    ...sharedGroups(cost),
  ];
  return {
    id: 'cost-assumptions',
    title: 'What the cost rests on',
    columns: [left('Figure'), right('Value'), right('Low to high'), left('Provenance'), left('From')],
    groups: groups.filter(({ rows }) => rows.length > 0),
    notes: ['Formulas name the figures by the names in the first column.'],
  };
}
