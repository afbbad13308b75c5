import type { Platform } from '../types.ts';

export const automq: Platform = {
  name: 'automq',
  title: 'AutoMQ',
  local: null,
  cost: null,
  tiered: false,
};
