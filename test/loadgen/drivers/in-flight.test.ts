import { describe, expect, it } from 'vitest';
import { requestsInFlight } from '../../../src/loadgen/drivers/in-flight.ts';
import { drivers } from '../../../src/loadgen/drivers/index.ts';
import { planOf } from '../plan-of.ts';

const told = (name: string, inFlight: number, idempotence: boolean): number | undefined => {
  const driver = drivers.find((candidate) => candidate.name === name);
  return driver && requestsInFlight(planOf({ client: { inFlight, idempotence } }).client, driver.capabilities);
};

describe('the requests in flight that a driver honours', () => {
  it('are the plan’s without idempotence', () => {
    expect(told('kafkajs', 5, false)).toBe(5);
    expect(told('wire', 9, false)).toBe(9);
  });

  it('are no more than the driver can number under idempotence, and no more than the plan’s', () => {
    expect(told('kafkajs', 5, true)).toBe(1);
    expect(told('wire', 9, true)).toBe(5);
    expect(told('wire', 2, true)).toBe(2);
  });

  it('are the plan’s where the driver sets no limit', () => {
    const unlimited = { ...drivers[0]?.capabilities, maxInFlightIdempotent: null };
    const { client } = planOf({ client: { inFlight: 7 } });
    expect(requestsInFlight(client, unlimited as never)).toBe(7);
  });
});
