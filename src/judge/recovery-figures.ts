import type { Plan } from '../scenarios/types.ts';
import type { ComparedFigures } from './compared-figures.ts';
import { numberAtPath } from './metric-path.ts';
import { resampledMedian } from './resampling.ts';

const FIGURES = [
  { figure: 'timeToHeadroomSeconds', title: 'time to headroom', unit: 's' },
  { figure: 'longestWithoutAckSeconds', title: 'longest without acknowledgement', unit: 's' },
  { figure: 'availability', title: 'availability', unit: 'fraction' },
] as const;

/** What two targets are compared by after each fault of the plan: one figure a repetition. */
export function recoveryFigures(plan: Plan): readonly ComparedFigures[] {
  return (plan.faults ?? []).flatMap(({ id }) =>
    FIGURES.map(({ figure, title, unit }): ComparedFigures => {
      const metric = `recovery.${id}.${figure}`;
      return {
        phase: null,
        isOptional: true,
        figures: [{ metric, title: `${id}: ${title}`, unit }],
        resampled: ({ summary }) =>
          resampledMedian(
            summary.repetitions.flatMap((it) => (it.valid ? [numberAtPath(it, metric)] : [])),
            metric,
          ),
      };
    }),
  );
}
