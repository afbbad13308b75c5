import type { Platform } from '../types.ts';
import { cost } from './cost.ts';

export const aiven: Platform = {
  name: 'aiven',
  title: 'Aiven for Apache Kafka',
  local: null,
  cost,
  tiered: false,
};
