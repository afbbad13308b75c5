import type { Platform } from '../types.ts';
import { cost } from './cost.ts';

export const confluentCloud: Platform = {
  name: 'confluent-cloud',
  title: 'Confluent Cloud',
  local: null,
  cost,
  tiered: false,
};
