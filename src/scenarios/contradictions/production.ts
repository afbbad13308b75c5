import type { Bytes } from '../../units.ts';
import { meanSize } from '../mean-size.ts';
import type { Mistake } from '../mistake.ts';
import { planProduction } from '../plan.ts';
import { BELOW_AVERAGE } from '../production-limits.ts';
import type { Scenario } from '../schema.ts';
import type { Rule } from './rule.ts';

/** Of a peak in records and an average in bytes, or the other way round; the schema sees the rest. */
export function peakBelowAverage(production: Scenario['production'], meanBytes: Bytes): readonly Mistake[] {
  if (production.ingress.average.kind === production.ingress.peak.kind) return [];
  const { averageIngress, peakIngress } = planProduction(production, meanBytes);
  if (peakIngress >= averageIngress) return [];
  const { error: what, params } = BELOW_AVERAGE;
  return [{ path: ['production', 'ingress', 'peak'], what, todo: params.todo }];
}

export const peakIsHighest: Rule = ({ production, records }) =>
  production === undefined || records === undefined ? [] : peakBelowAverage(production, meanSize(records.size));
