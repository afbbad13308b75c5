import { meanSize } from '../mean-size.ts';
import { planProduction } from '../plan.ts';
import { BELOW_AVERAGE } from '../production-limits.ts';
import type { Rule } from './rule.ts';

/** Of a peak in records and an average in bytes, or the other way round; the schema sees the rest. */
export const peakIsHighest: Rule = ({ production, records }) => {
  if (production === undefined || records === undefined) return [];
  if (production.ingress.average.kind === production.ingress.peak.kind) return [];
  const { averageIngress, peakIngress } = planProduction(production, meanSize(records.size));
  if (peakIngress >= averageIngress) return [];
  const { error: what, params } = BELOW_AVERAGE;
  return [{ path: ['production', 'ingress', 'peak'], what, todo: params.todo }];
};
