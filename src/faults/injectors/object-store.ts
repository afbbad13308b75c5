import { setTimeout as delay } from 'node:timers/promises';
import { platformError } from '../../errors.ts';
import type { PlannedFault } from '../../scenarios/types.ts';
import { seenInTime } from '../seen-in-time.ts';
import type { FaultSurroundings, Injector, ObjectStoreDisturbance, TargetFacts } from '../types.ts';
import { refusedByPlatform } from './refusals.ts';

/** After a disturbance was taken off, so long nothing may be done to a request. */
const QUIET_MS = 500;

/** Requests to the object store slowed down, throttled or lost by the proxy before it; a WAL's by its keys. */
export const objectStore: Injector = {
  kinds: ['object-store-slow', 'object-store-throttled', 'object-store-unreachable', 'wal-slow', 'wal-unreachable'],
  refusal: (fault, facts) => (facts.local === null ? refusedByFile(fault, facts) : refusedByPlatform(fault, facts)),
  async prepare(fault, surroundings) {
    const { objectStore: store, target, withinMs } = surroundings;
    if (store === null) throw new RangeError(`no proxy stands before the object store of ${target.name}`);
    const how = disturbanceOf(fault, surroundings);
    return {
      // The proxy is a thread of this process.
      undo: null,
      async inject(signal) {
        await store.disturb(how);
        const requests = await seenInTime(async () => (await store.injected()) || null, {
          what: 'a request of this kind was sent to the object store, so that nothing was disturbed',
          code: 'fault-not-seen',
          todo: 'let it begin while the platform writes to or reads from its object store, and check operations and keys',
          withinMs,
          signal,
        });
        return `the proxy disturbed ${requests} request${requests === 1 ? '' : 's'} so far`;
      },
      async heal() {
        await store.clear();
        const before = await store.injected();
        await delay(QUIET_MS);
        const after = await store.injected();
        if (after === before) return `of all requests, the proxy disturbed ${before}, and now none`;
        throw platformError(
          'heal-not-seen',
          `the object-store proxy disturbed ${after - before} requests after it was told to stop`,
          'this is a defect of the proxy: stop the run',
        );
      },
    };
  },
};

function refusedByFile({ kind }: PlannedFault, { target }: TargetFacts): string | null | undefined {
  const store = target.faults?.objectStore ?? null;
  const or = `or faults.commands.${kind}`;
  if (store === null) return `add faults.objectStore to the target file, ${or}`;
  if (!kind.startsWith('wal-') || store.walKeys !== null) return null;
  return `add faults.objectStore.walKeys (what the keys of the WAL begin with) to the target file, ${or}`;
}

const WAL_WRITES = ['put', 'multipart'] as const;

function disturbanceOf({ kind, settings }: PlannedFault, { target }: FaultSurroundings): ObjectStoreDisturbance {
  const { latencyMs, jitterMs, bytesPerSecond, operations, keys, share = 1 } = settings;
  const slow = {
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(jitterMs === undefined ? {} : { jitterMs }),
    ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }),
  };
  const which = {
    ...(operations === undefined ? {} : { operations }),
    ...(keys === undefined ? {} : { keys }),
  };
  const walKeys = target.faults?.objectStore?.walKeys;
  const wal = { operations: WAL_WRITES, ...(walKeys == null ? {} : { keys: walKeys }) };
  switch (kind) {
    case 'object-store-slow':
      return { ...which, ...slow };
    case 'object-store-throttled':
      return { ...which, throttledShare: share };
    case 'object-store-unreachable':
      return { ...which, unreachable: true };
    case 'wal-slow':
      return { ...wal, ...slow };
    case 'wal-unreachable':
      return { ...wal, unreachable: true };
    default:
      throw new RangeError(`${kind} is nothing that happens to an object store`);
  }
}
