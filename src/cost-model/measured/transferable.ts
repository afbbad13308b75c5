import { type Setting, unlikeProduction } from './setting.ts';

/**
 * Whether a measured figure may price production: the design's conditions, each of which must be met.
 * What is not known (null) never counts as met. Pure.
 */
export interface Conditions {
  readonly standIn: boolean;
  readonly valid: boolean;
  /** The run looked for the highest rate that the cluster carries, instead of offering a fixed one. */
  readonly soughtLimit: boolean;
  readonly setting: Setting;
  /** Bytes read cold were more than the caches hold; null where nothing was read cold. */
  readonly coldSetLargerThanCache: boolean | null;
  /** Compaction or offload cycles that the run lasted. */
  readonly cycles: number | null;
}

/** What a figure is about: how much brokers carry, or what they ask of an object store and its caches. */
export type MeasuredKind = 'throughput' | 'object-store';

const ENOUGH_CYCLES = 3;

/** Reasons why a figure measured under these conditions may not price production; none where it may. */
export function unmetConditions(run: Conditions, production: Setting, kind: MeasuredKind): readonly string[] {
  return [
    ...(run.standIn ? ['the target is a stand-in on this machine'] : []),
    ...(run.valid ? [] : ['the run is not valid for this target']),
    ...(kind === 'throughput' ? unmetByLoad(run) : []),
    ...unlikeProduction(run.setting, production),
    ...(kind === 'object-store' ? unmetByCaches(run) : []),
  ];
}

const unmetByLoad = ({ soughtLimit }: Conditions): readonly string[] =>
  soughtLimit ? [] : ['the run sent at a fixed rate and did not look for the highest rate that the cluster carries'];

const unmetByCaches = ({ coldSetLargerThanCache, cycles }: Conditions): readonly string[] => [
  ...(coldSetLargerThanCache === true ? [] : ['the cold data was not shown to be larger than the caches']),
  ...(cycles !== null && cycles >= ENOUGH_CYCLES
    ? []
    : [`the run was not shown to last ${ENOUGH_CYCLES} compaction or offload cycles`]),
];
