import type { Series } from '../../judge/types/series.ts';

export type Phase = Series['phases'][number];

/** Phases shade every second band, so that neighbours stay apart without another colour. */
export function bands(phases: readonly Phase[], domain: readonly [number, number]) {
  return {
    data: {
      values: phases
        .filter(({ start, end }, index) => index % 2 === 1 && end > domain[0] && start < domain[1])
        .map((phase) => clipped(phase, domain)),
    },
    mark: { type: 'rect' as const, color: 'var(--band)', clip: true },
    encoding: {
      x: { field: 'start', type: 'quantitative' as const },
      x2: { field: 'end' },
    },
  };
}

const clipped = ({ name, start, end }: Phase, [from, to]: readonly [number, number]) => ({
  name,
  start: Math.max(start, from),
  end: Math.min(end, to),
});

export const LABEL_PX = 17;
/** Width of one character at the pictures' text size; generous, so that a label is cut rather than crossed. */
export const CHARACTER_PX = 7;

/**
 * Phase names above the plot, on two lines in turn, so that short neighbours keep theirs; `above` leaves that many
 * pixels free below them.
 */
export function bandLabels(phases: readonly Phase[], domain: readonly [number, number], plotPx: number, above = 0) {
  const perSecond = plotPx / (domain[1] - domain[0]);
  const shown = phases.filter((phase) => phase.end > domain[0] && phase.start < domain[1]);
  return shown.map((phase, index) => {
    const { start, end } = clipped(phase, domain);
    // On its line a label may run on until the next phase that shares the line begins.
    const limit = ((shown[index + 2]?.start ?? Math.max(domain[1], end)) - start) * perSecond - CHARACTER_PX;
    return {
      data: { values: [{ start, name: phase.name }] },
      mark: {
        type: 'text' as const,
        align: 'left' as const,
        baseline: 'bottom' as const,
        dx: 2,
        y: -6 - above - (index % 2 === 0 ? 0 : LABEL_PX),
        limit: Math.max(limit, CHARACTER_PX),
      },
      encoding: {
        x: { field: 'start', type: 'quantitative' as const },
        text: { field: 'name', type: 'nominal' as const },
      },
    };
  });
}
