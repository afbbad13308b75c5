import type { NumberedFault } from '../faults.ts';
import { type FaultRepetition, faultBands, faultLabelPx } from './fault-bands.ts';
import { faultLabels } from './fault-labels.ts';
import { bandLabels, bands, type Phase } from './phase-bands.ts';

interface Ground {
  readonly phases: readonly Phase[];
  readonly faults: readonly NumberedFault[];
  readonly seconds: readonly [number, number];
}

/** Layers below the marks of a panel over the load's time: phases and faults. */
export const ground = ({ phases, seconds }: Ground, repetitions: readonly FaultRepetition[]) => [
  bands(phases, seconds),
  ...faultBands(repetitions, seconds),
];

/** The same with the names of both above it, as the uppermost panel has them. */
export const namedGround = (frame: Ground, repetitions: readonly FaultRepetition[], plotPx: number) => [
  ...ground(frame, repetitions),
  ...bandLabels(frame.phases, frame.seconds, plotPx, faultLabelPx(frame.faults)),
  ...faultLabels(repetitions, frame.faults, frame.seconds, plotPx),
];
