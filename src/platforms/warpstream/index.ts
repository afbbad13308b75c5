import type { Platform } from '../types.ts';

export const warpstream: Platform = {
  name: 'warpstream',
  title: 'WarpStream',
  local: null,
  cost: null,
  tiered: false,
};
