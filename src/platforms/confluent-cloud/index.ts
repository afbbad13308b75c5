import type { Platform } from '../types.ts';

export const confluentCloud: Platform = {
  name: 'confluent-cloud',
  title: 'Confluent Cloud',
  local: null,
  cost: null,
  tiered: false,
};
