import type { StoreOperation } from './classify.ts';

/** One request that is over. */
export interface SettledRequest {
  readonly operation: StoreOperation;
  /** null where it was not answered to the end: by the store, by us, or because the client left. */
  readonly status: number | null;
  /** The client closed the connection before the end of the answer, which is its right. */
  readonly clientLeft: boolean;
  readonly bytesWritten: number;
  readonly bytesRead: number;
  readonly injected: boolean;
  /** From its head to the last byte of the answer. */
  readonly micros: number;
}

/** Counts of one operation in one second, as metrics of kind `object-store` have them. */
export interface OperationCounts {
  readonly operation: StoreOperation;
  readonly requests: number;
  readonly bytesWritten: number;
  readonly bytesRead: number;
  readonly throttled: number;
  readonly failed: number;
  readonly injected: number;
}

/** What was answered in [second, second + 1). */
export interface SecondOfRequests {
  readonly second: number;
  readonly lines: readonly OperationCounts[];
  /** Of every request that was answered to the end: whole µs, in the order in which they were. */
  readonly latencies: readonly { readonly operation: StoreOperation; readonly micros: Float64Array }[];
}

type Counts = { -readonly [K in keyof OperationCounts]: OperationCounts[K] };

/** Gathers settled requests by the second in which they were settled. */
export class Tally {
  #seconds = new Map<number, Map<StoreOperation, { counts: Counts; micros: number[] }>>();

  add(second: number, request: SettledRequest): void {
    const { counts, micros } = this.#of(second, request.operation);
    counts.requests += 1;
    counts.bytesWritten += request.bytesWritten;
    counts.bytesRead += request.bytesRead;
    if (request.status === SLOW_DOWN) counts.throttled += 1;
    if (isFailure(request)) counts.failed += 1;
    if (request.injected) counts.injected += 1;
    if (request.status !== null) micros.push(Math.round(request.micros));
  }

  /** What was gathered of a second, which is forgotten then. */
  take(second: number): SecondOfRequests {
    const operations = [...(this.#seconds.get(second)?.values() ?? [])];
    this.#seconds.delete(second);
    return {
      second,
      lines: operations.map(({ counts }) => counts),
      latencies: operations
        .filter(({ micros }) => micros.length > 0)
        .map(({ counts: { operation }, micros }) => ({ operation, micros: Float64Array.from(micros) })),
    };
  }

  #of(second: number, operation: StoreOperation) {
    const operations = this.#seconds.get(second) ?? new Map<StoreOperation, { counts: Counts; micros: number[] }>();
    this.#seconds.set(second, operations);
    const zero = { requests: 0, bytesWritten: 0, bytesRead: 0, throttled: 0, failed: 0, injected: 0 };
    const entry = operations.get(operation) ?? { counts: { operation, ...zero }, micros: [] };
    operations.set(operation, entry);
    return entry;
  }
}

const SLOW_DOWN = 503;
const NOT_FOUND = 404;

/** That an object is not there is an answer, not a failure. */
function isFailure({ status, clientLeft }: SettledRequest): boolean {
  if (status === null) return !clientLeft;
  return status >= 400 && status !== SLOW_DOWN && status !== NOT_FOUND;
}
