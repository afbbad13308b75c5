import { crossZoneAssumptions } from '../cost-parts/cross-zone.ts';
import { trafficAssumptions } from '../cost-parts/traffic.ts';

/** Brokers do not pay for what they copy between zones; clients do. Controllers are not charged. */
export const clientTraffic = { ...trafficAssumptions, ...crossZoneAssumptions };
