import { faultShape } from '../scenarios/fault-kinds.ts';
import { placeWords } from '../scenarios/faults.ts';
import type { Plan } from '../scenarios/types.ts';
import { faultTimes } from './recovery/fault-times.ts';
import type { RepetitionEvidence } from './repetition-evidence.ts';
import type { FaultBand } from './types/series.ts';

/** When each fault that began really did, and when it was over; seconds since the epoch. */
export const faultBands = (pass: RepetitionEvidence, plan: Plan): readonly FaultBand[] =>
  faultTimes(pass, plan).flatMap(({ planned, started, healing, ended }) =>
    started === null
      ? []
      : {
          fault: planned.id,
          title: faultShape(planned.kind).title,
          where: placeWords(planned.where),
          start: started,
          healing,
          end: ended,
        },
  );
