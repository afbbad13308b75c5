import type { FaultBand, Series } from '../../judge/types/series.ts';
import type { NumberedFault } from '../faults.ts';
import { LABEL_PX } from './phase-bands.ts';
import type { KeyEntry } from './picture.ts';

export type FaultRepetition = Pick<Series['targets'][number]['repetitions'][number], 'valid' | 'faults'>;

/** Where every repetition has the fault, its shade is this strong; lighter from the start of healing until healed. */
const SHADE = 0.42;
const HEALING_SHADE = 0.18;
const EDGE = 0.75;

/** Series of runs from before there were faults have no such list. */
export const bandsOf = ({ faults }: { readonly faults?: readonly FaultBand[] }): readonly FaultBand[] => faults ?? [];

export interface Drawn {
  readonly fault: string;
  readonly start: number;
  readonly end: number;
  readonly opacity: number;
}

/** Those of which the figures are; all where none was valid. */
function shownOf(repetitions: readonly FaultRepetition[]): readonly FaultRepetition[] {
  const sound = repetitions.filter(({ valid }) => valid);
  return sound.length === 0 ? repetitions : sound;
}

/** Opacity of one of so many layers that together have this one. */
const layered = (opacity: number, layers: number): number => 1 - (1 - opacity) ** (1 / layers);

/**
 * The faults of all repetitions laid over one another, each with its share of the shade: where they agree the band
 * is full. One that was not seen to be healed goes on to the end of the picture.
 */
export function shades(
  repetitions: readonly FaultRepetition[],
  [from, to]: readonly [number, number],
): readonly Drawn[] {
  const shown = shownOf(repetitions);
  return shown.flatMap((repetition) =>
    bandsOf(repetition).flatMap(({ fault, start, healing, end }) =>
      [
        { fault, start, end: healing ?? end ?? to, opacity: layered(SHADE, shown.length) },
        { fault, start: healing ?? to, end: end ?? to, opacity: layered(HEALING_SHADE, shown.length) },
      ]
        .filter((band) => band.end > from && band.start < to && band.end > band.start)
        .map((band) => ({ ...band, start: Math.max(band.start, from), end: Math.min(band.end, to) })),
    ),
  );
}

/** Those that are seen in a picture of these seconds. */
export function faultsWithin(
  repetitions: readonly FaultRepetition[],
  faults: readonly NumberedFault[],
  domain: readonly [number, number],
): readonly NumberedFault[] {
  const seen = new Set(shades(repetitions, domain).map(({ fault }) => fault));
  return faults.filter(({ id }) => seen.has(id));
}

/** Layers for below the marks of a picture; none where there was no fault. */
export function faultBands(repetitions: readonly FaultRepetition[], domain: readonly [number, number]) {
  const bands = shades(repetitions, domain);
  if (bands.length === 0) return [];
  const begins = shownOf(repetitions).flatMap((repetition) =>
    bandsOf(repetition).filter(({ start }) => start >= domain[0] && start <= domain[1]),
  );
  return [
    {
      data: { values: [...bands] },
      mark: { type: 'rect' as const, color: 'var(--fault)', clip: true },
      encoding: {
        x: { field: 'start', type: 'quantitative' as const },
        x2: { field: 'end' },
        opacity: { field: 'opacity', type: 'quantitative' as const, scale: null, legend: null },
      },
    },
    {
      data: { values: begins.map(({ start }) => ({ start })) },
      mark: { type: 'rule' as const, color: 'var(--fault-ink)', strokeWidth: 1, opacity: EDGE },
      encoding: { x: { field: 'start', type: 'quantitative' as const } },
    },
  ];
}

/** Pixels that the labels of faults take above a plot. */
export const faultLabelPx = (faults: readonly NumberedFault[]): number => (faults.length === 0 ? 0 : LABEL_PX);

/** The full names behind the labels. */
export const faultKey = (faults: readonly NumberedFault[]): readonly KeyEntry[] =>
  faults.map(({ number, name }) => ({ label: `${number} ${name}`, colour: 'var(--fault)', mark: 'band' }));

/** Said below a picture that shades faults. */
export const faultNote = (faults: readonly NumberedFault[]): string =>
  faults.length === 0
    ? ''
    : ' Numbered bands mark the faults of each repetition, paler from the start of healing until it was seen to be healed.';
