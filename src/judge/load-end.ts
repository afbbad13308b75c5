import type { Plan } from '../scenarios/types.ts';
import { metricsOf, type RepetitionEvidence } from './repetition-evidence.ts';
import { planEnd } from './timeline.ts';

/** The end of the last second in which something was planned or settled. */
export const loadEnd = (pass: RepetitionEvidence, plan: Plan): number =>
  metricsOf(pass, 'sends').reduce((last, { second }) => Math.max(last, second + 1), planEnd(plan));
