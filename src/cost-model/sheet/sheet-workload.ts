import type { KeyPath, Mistake } from '../../scenarios/mistake.ts';
import { BRIEF_DEFAULTS, type ProductionWorkload } from '../../scenarios/production.ts';
import { checkProduction } from '../../scenarios/production-input.ts';
import { HOURS_PER_MONTH } from '../pricing/saved-prices.ts';
import { workloadFigures } from '../pricing/workload-figures.ts';
import type { Figures } from '../types/figures.ts';
import type { FigureOverride, Overrides } from '../types/request.ts';
import type { Row } from './row.ts';
import { type PlaceOf, withOwn } from './source.ts';
import { PEAK_WORD, productionOf, WORKLOAD_WORDS } from './workload-words.ts';

export type WorkloadRows = Readonly<Record<string, Row | undefined>>;
type Values = Readonly<Record<string, number>>;
type Bound = 'value' | 'low' | 'high';

export type CheckedValues =
  | { readonly workload: ProductionWorkload; readonly mistakes: readonly [] }
  | { readonly workload: null; readonly mistakes: readonly Mistake[] };

/** Every word's value, or what it may as well be. */
export function valuesOf(rows: WorkloadRows, bound: Bound = 'value'): Values {
  const said = Object.entries(rows).flatMap(([name, row]) =>
    row === undefined ? [] : [[name, row[bound] ?? row.value] as const],
  );
  return Object.fromEntries(said);
}

/** The workload that the words come to, by the scenario's rules; mistakes stand at `pathOf` their word. */
export function checkValues(values: Values, pathOf: (word: string) => KeyPath): CheckedValues {
  const { workload, mistakes } = checkProduction(productionOf(values), BRIEF_DEFAULTS.recordBytes);
  if (workload !== null) return { workload, mistakes: [] };
  const named = mistakes.map((mistake) => {
    const key = mistake.path[1];
    const word = Object.keys(values).find((name) => WORKLOAD_WORDS[name]?.key === key);
    return { ...mistake, path: pathOf(word ?? String(key)) };
  });
  return { workload: null, mistakes: named };
}

/** The figures of a workload that has been checked. */
export function figuresOf(values: Values): Figures {
  const { workload } = checkValues(values, (word) => [word]);
  if (workload === null) throw new RangeError('a workload is read before it was checked');
  return workloadFigures(workload, HOURS_PER_MONTH);
}

/**
 * All figures of the workload: what the sheet says at its place there, and what it does not as an assumption. The range
 * of the peak is what it may be at today's average: where the average is another one, the peak moves with it.
 */
export function workloadOverrides(rows: WorkloadRows, place: PlaceOf): Overrides {
  const values = valuesOf(rows);
  const [value, low, high] = (['value', 'low', 'high'] as const).map((bound) => figuresOf(valuesOf(rows, bound)));
  const peak = rows[PEAK_WORD];
  const peakAt = (bound: number): number | null =>
    figuresOf({ ...values, [PEAK_WORD]: bound }).peakIngress?.value ?? null;
  const boundsOf = (name: string): Pick<FigureOverride, 'low' | 'high'> => {
    if (name === 'peakIngress') {
      if (peak?.low === undefined || peak.high === undefined) return {};
      return { low: peakAt(peak.low), high: peakAt(peak.high) };
    }
    const has = wordsOf(name, rows).some((word) => rows[word]?.low !== undefined);
    return has ? { low: low?.[name]?.value ?? null, high: high?.[name]?.value ?? null } : {};
  };
  const names = new Set(Object.values(WORKLOAD_WORDS).flatMap(({ figures }) => figures));
  return Object.fromEntries(
    [...names].map((name): [string, FigureOverride] => [
      name,
      {
        value: value?.[name]?.value ?? 0,
        ...boundsOf(name),
        source: sourceOf(name, wordsOf(name, rows), rows, place),
      },
    ]),
  );
}

/** What the sheet says that decides a figure, the most particular last. */
const wordsOf = (figure: string, rows: WorkloadRows): readonly string[] =>
  Object.entries(WORKLOAD_WORDS).flatMap(([word, { figures }]) =>
    figures.includes(figure) && rows[word] !== undefined ? [word] : [],
  );

function sourceOf(figure: string, words: readonly string[], rows: WorkloadRows, place: PlaceOf): string {
  const word = words.at(-1);
  if (word === undefined) return `assumption:${figure}`;
  const source = withOwn(place(['workload', word]), rows[word]?.source);
  return figure === 'peakIngress' && word !== PEAK_WORD ? `${source}, without a busier hour` : source;
}
