import { inputError, type Problem } from '../../errors.ts';
import { nearest } from '../../scenarios/spelling.ts';
import type { Figure, Figures } from '../types/figures.ts';
import type { FigureOverride, Overrides } from '../types/request.ts';

/** The figures, those named by an override as it says; others of its names are somebody else's. */
export function overridden(figures: Figures, overrides: Overrides, prefix = ''): Figures {
  return Object.fromEntries(
    Object.entries(figures).map(([name, figure]) => {
      const override = overrides[`${prefix}${name}`] ?? overrides[name];
      return [name, override === undefined ? figure : withOverride(figure, override)];
    }),
  );
}

export function withOverride(figure: Figure, { value, low, high, source, provenance }: FigureOverride): Figure {
  const isNew = value !== undefined;
  // Who gives a range says nothing about where the value comes from; who gives nothing else, does.
  const isSaid = isNew || (low === undefined && high === undefined);
  // A date is of the source that it came with.
  const { date, ...dateless } = figure;
  return {
    ...dateless,
    ...(date === undefined || isSaid ? {} : { date }),
    value: value ?? figure.value,
    // A new value says nothing about how certain it is: the old range was of the old one.
    low: low === undefined ? (isNew ? null : figure.low) : low,
    high: high === undefined ? (isNew ? null : figure.high) : high,
    source: isSaid ? source : figure.source,
    provenance: isNew ? (provenance ?? 'assumed') : figure.provenance,
  };
}

/**
 * @param known names of input figures; derived ones follow from them and cannot be set
 * @throws WorkbenchError with every override that names no figure, is no number of 0 or more, or has its value outside its range.
 */
export function assertOverrides(overrides: Overrides, known: ReadonlySet<string>): void {
  const problems = Object.entries(overrides).flatMap(
    ([name, { value, low = null, high = null, source }]): Problem[] => {
      if (!known.has(name)) {
        return [{ what: `${source}: there is no figure "${name}"`, todo: alikeTo(name, known) }];
      }
      const given = [value, low, high].filter((number) => number !== null && number !== undefined);
      if (given.some((number) => !Number.isFinite(number) || number < 0)) {
        return [{ what: `${source}: "${name}" is ${given.join(', ')}`, todo: 'Give numbers of 0 or more.' }];
      }
      const ascending = [low, value, high].filter((number) => number !== null && number !== undefined);
      return ascending.every((number, at) => at === 0 || number >= (ascending[at - 1] ?? 0))
        ? []
        : [{ what: `${source}: "${name}" is not between its low and its high`, todo: 'Give low ≤ value ≤ high.' }];
    },
  );
  if (problems.length > 0) throw inputError('figure', problems);
}

function alikeTo(name: string, known: ReadonlySet<string>): string {
  if (name.startsWith('price/')) return priceAlikeTo(name, known);
  const last = name.slice(name.lastIndexOf('/') + 1);
  const alike = [...known].filter((other) => other.endsWith(`/${last}`) || other === last).slice(0, 5);
  return alike.length > 0
    ? `Did you mean ${alike.join(' or ')}?`
    : 'Figures are named under `figures` in --json; derived ones follow from the others.';
}

/** Prices are told apart by their keys; their last parts are only tiers. */
function priceAlikeTo(name: string, known: ReadonlySet<string>): string {
  const keyOf = (price: string): string => price.replace(/^price\//, '').replace(/\/\d+$/, '');
  const keys = new Set([...known].filter((other) => other.startsWith('price/')).map(keyOf));
  if (keys.has(keyOf(name))) return `"${keyOf(name)}" has fewer tiers.`;
  const meant = nearest(keyOf(name), keys);
  return meant === null ? 'Keys are listed by `workbench prices list`.' : `Did you mean "${meant}"?`;
}
