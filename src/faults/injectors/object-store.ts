import { setTimeout as delay } from 'node:timers/promises';
import { platformError } from '../../errors.ts';
import type { PlannedFault } from '../../scenarios/fault-types.ts';
import { seenInTime } from '../seen-in-time.ts';
import type { FaultSurroundings, Injector, ObjectStoreDisturbance, ObjectStoreFaults, TargetFacts } from '../types.ts';
import { refusedByPlatform } from './refusals.ts';

/** After a disturbance was taken off, so long a request is waited for that passes; a platform need not send any. */
const PASSES_WITHIN_MS = 3_000;
const BETWEEN_LOOKS_MS = 100;

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
        return `the proxy disturbed ${requestsWords(requests)} so far`;
      },
      async heal(signal) {
        await store.clear();
        const before = await store.injected();
        const passed = await requestsThatPassed(store, signal);
        const after = await store.injected();
        if (after !== before) {
          throw platformError(
            'heal-not-seen',
            `the object-store proxy disturbed ${after - before} requests after it was told to stop`,
            'this is a defect of the proxy: stop the run',
          );
        }
        const disturbed = `the proxy disturbed ${requestsWords(before)} in all`;
        return passed === 0
          ? `${disturbed}; no other of this kind was answered within ${PASSES_WITHIN_MS / 1e3} s, so that only the proxy says that it disturbs none now`
          : `${disturbed}; ${requestsWords(passed)} of this kind passed undisturbed since`;
      },
    };
  },
};

/** How many, as soon as there is one; 0 where none came in time. Rejects with the signal's reason on abort. */
async function requestsThatPassed(store: ObjectStoreFaults, signal: AbortSignal | undefined): Promise<number> {
  const deadline = performance.now() + PASSES_WITHIN_MS;
  for (;;) {
    const passed = await store.passed();
    if (passed > 0 || performance.now() >= deadline) return passed;
    await delay(BETWEEN_LOOKS_MS, undefined, { signal });
  }
}

const requestsWords = (count: number): string => `${count} request${count === 1 ? '' : 's'}`;

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
