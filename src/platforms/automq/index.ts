import type { Platform } from '../types.ts';
import { cost } from './cost.ts';

export const automq: Platform = {
  name: 'automq',
  title: 'AutoMQ',
  local: null,
  cost,
  tiered: false,
};
