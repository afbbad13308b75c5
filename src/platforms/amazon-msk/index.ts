import type { Platform } from '../types.ts';
import { cost } from './cost.ts';
import { partitionAdvice } from './partition-advice.ts';

export const amazonMsk: Platform = {
  name: 'amazon-msk',
  title: 'Amazon MSK',
  local: null,
  cost,
  tiered: false,
  partitionAdvice,
};
