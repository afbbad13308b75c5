import type { Platform } from '../types.ts';
import { cost } from './cost.ts';

export const warpstream: Platform = {
  name: 'warpstream',
  title: 'WarpStream',
  local: null,
  cost,
  tiered: false,
};
