import { describe, expect, it } from 'vitest';
import { objectStore } from '../../../src/faults/injectors/object-store.ts';
import type { ObjectStoreDisturbance, ObjectStoreFaults } from '../../../src/faults/types.ts';
import type { FaultKind } from '../../../src/scenarios/fault-kinds.ts';
import type { FaultSettings } from '../../../src/scenarios/fault-types.ts';
import { milliseconds } from '../../../src/units.ts';
import { planned, remoteFacts } from '../planned.ts';
import { simulated } from './simulated.ts';

const NEVER = new AbortController().signal;

/** A store to which a request is sent at every look, unless nobody uses it; it goes on being disturbed on request. */
class Store implements ObjectStoreFaults {
  how: ObjectStoreDisturbance | null = null;
  count = 0;
  #passed = 0;
  isUsed: boolean;
  readonly #heals: boolean;

  constructor({ used = true, heals = true } = {}) {
    this.isUsed = used;
    this.#heals = heals;
  }
  async disturb(how: ObjectStoreDisturbance) {
    this.how = how;
    this.count = 0;
  }
  async clear() {
    if (this.#heals) this.how = null;
  }
  async injected() {
    if (this.isUsed && this.how !== null) this.count++;
    return this.count;
  }
  async passed() {
    if (this.isUsed && this.how === null) this.#passed++;
    return this.#passed;
  }
}

const walTarget = remoteFacts({
  objectStore: { listen: '127.0.0.1:9900', upstream: 'http://127.0.0.1:9000', walKeys: 'wal/' },
}).target;

async function disturbance(kind: FaultKind, settings: FaultSettings): Promise<ObjectStoreDisturbance | null> {
  const store = new Store();
  const fault = await objectStore.prepare(
    planned(kind, { settings }),
    simulated({ objectStore: store, target: walTarget }),
  );
  await fault.inject(NEVER);
  return store.how;
}

describe('the object store', () => {
  it('is disturbed as the scenario says', async () => {
    const latencyMs = milliseconds(300);
    expect(await disturbance('object-store-slow', { latencyMs, operations: ['get'], keys: 'segments/' })).toEqual({
      latencyMs: 300,
      operations: ['get'],
      keys: 'segments/',
    });
    expect(await disturbance('object-store-throttled', { share: 0.5 })).toEqual({ throttledShare: 0.5 });
    expect(await disturbance('object-store-throttled', {})).toEqual({ throttledShare: 1 });
    expect(await disturbance('object-store-unreachable', {})).toEqual({ unreachable: true });
  });

  it('has only its WAL disturbed by faults of the WAL', async () => {
    const wal = { operations: ['put', 'multipart'], keys: 'wal/' };
    expect(await disturbance('wal-slow', { latencyMs: milliseconds(50) })).toEqual({ ...wal, latencyMs: 50 });
    expect(await disturbance('wal-unreachable', {})).toEqual({ ...wal, unreachable: true });
  });

  it('that nobody uses meanwhile was not disturbed, and that is a failure', async () => {
    const store = new Store({ used: false });
    const fault = await objectStore.prepare(
      planned('object-store-unreachable'),
      simulated({ objectStore: store, withinMs: 300 }),
    );
    await expect(fault.inject(NEVER)).rejects.toMatchObject({ code: 'fault-not-seen', exitStatus: 4 });
    await fault.heal();
    expect(store.how).toBeNull();
  });

  it('is healed when a request was seen to pass, and by the word of the proxy alone where none is sent', async () => {
    const store = new Store();
    const fault = await objectStore.prepare(planned('object-store-unreachable'), simulated({ objectStore: store }));
    await fault.inject(NEVER);
    expect(await fault.heal()).toMatch(/^the proxy disturbed 1 request in all; 1 request of this kind passed/);
    const unused = new Store();
    const other = await objectStore.prepare(planned('object-store-unreachable'), simulated({ objectStore: unused }));
    await other.inject(NEVER);
    unused.isUsed = false;
    expect(await other.heal()).toMatch(/no other of this kind was answered within 3 s, so that only the proxy says/);
  });

  it('that nobody uses is waited for no longer than until the run is ended', async () => {
    const fault = await objectStore.prepare(
      planned('object-store-unreachable'),
      simulated({ objectStore: new Store({ used: false }) }),
    );
    await expect(fault.heal(AbortSignal.abort(new Error('interrupted')))).rejects.toThrow();
  });

  it('that goes on being disturbed was not healed', async () => {
    const store = new Store({ heals: false });
    const fault = await objectStore.prepare(planned('object-store-unreachable'), simulated({ objectStore: store }));
    await fault.inject(NEVER);
    await expect(fault.heal()).rejects.toMatchObject({ code: 'heal-not-seen' });
  });
});
