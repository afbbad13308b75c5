import type { Platform } from '../types.ts';

export const amazonMsk: Platform = {
  name: 'amazon-msk',
  title: 'Amazon MSK',
  local: null,
  cost: null,
  tiered: false,
};
