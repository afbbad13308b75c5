import type { ClientProfile } from '../../scenarios/types.ts';
import type { DriverCapabilities } from './driver.ts';

/** Requests in flight per broker: the plan's, as far as the driver can honour it under idempotence. */
export function requestsInFlight(
  { inFlight, idempotence }: ClientProfile,
  { maxInFlightIdempotent }: DriverCapabilities,
): number {
  return idempotence ? Math.min(inFlight, maxInFlightIdempotent ?? inFlight) : inFlight;
}
