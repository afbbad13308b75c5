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

const ENOUGH_CYCLES = 3;

/** Reasons why a figure measured under these conditions may not price production; none where it may. */
export function unmetConditions(run: Conditions, production: Setting): readonly string[] {
  const unmet: readonly (readonly [met: boolean, because: string])[] = [
    [!run.standIn, 'the target is a stand-in on this machine'],
    [run.valid, 'the run is not valid for this target'],
    [run.soughtLimit, 'the run sent at a fixed rate and did not look for the highest rate that the cluster carries'],
  ];
  const later: typeof unmet = [
    [run.coldSetLargerThanCache === true, 'the cold data was not shown to be larger than the caches'],
    [
      run.cycles !== null && run.cycles >= ENOUGH_CYCLES,
      `the run was not shown to last ${ENOUGH_CYCLES} compaction or offload cycles`,
    ],
  ];
  const reasons = (conditions: typeof unmet) => conditions.flatMap(([met, because]) => (met ? [] : [because]));
  return [...reasons(unmet), ...unlikeProduction(run.setting, production), ...reasons(later)];
}
