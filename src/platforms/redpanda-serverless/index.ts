import type { Platform } from '../types.ts';
import { cost } from './cost.ts';

export const redpandaServerless: Platform = {
  name: 'redpanda-serverless',
  title: 'Redpanda Serverless',
  local: null,
  cost,
  tiered: false,
};
