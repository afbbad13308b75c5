import { meanSize } from '../mean-size.ts';
import { planProduction } from '../plan.ts';
import type { Rule } from './rule.ts';

export const peakIsHighest: Rule = ({ production, records }) => {
  if (production === undefined || records === undefined) return [];
  const { averageIngress, peakIngress } = planProduction(production, meanSize(records.size));
  if (peakIngress >= averageIngress) return [];
  return [
    { path: ['production', 'ingress', 'peak'], what: 'is less than the average', todo: 'raise it, or swap the two' },
  ];
};
