import type { Series } from '../../judge/types/series.ts';

/** Marks of a repetition that was not valid are seen, and do not weigh like the others. */
export const faintUnlessValid = (opacity: number) => ({
  condition: { test: '!datum.valid', value: opacity * 0.35 },
  value: opacity,
});

/** Said below a picture that draws such a repetition; nothing where there is none. */
export const faintNote = ({ targets }: Series): string =>
  targets.some(({ repetitions }) => repetitions.some(({ valid }) => !valid))
    ? ' A repetition that was not valid is drawn faintly, and is in none of the figures.'
    : '';
