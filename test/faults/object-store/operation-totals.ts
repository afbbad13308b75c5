import type { ObjectStoreSecond } from '../../../src/faults/object-store/proxy.ts';

/** What a proxy reported of one operation, over all these seconds. */
export function operationTotals(seconds: readonly ObjectStoreSecond[], operation: string) {
  const lines = seconds.flatMap((second) => second.lines).filter((line) => line.operation === operation);
  const sum = (of: 'requests' | 'bytesWritten' | 'bytesRead' | 'throttled' | 'failed' | 'injected') =>
    lines.reduce((total, line) => total + line[of], 0);
  return {
    requests: sum('requests'),
    bytesWritten: sum('bytesWritten'),
    bytesRead: sum('bytesRead'),
    throttled: sum('throttled'),
    failed: sum('failed'),
    injected: sum('injected'),
    micros: seconds
      .flatMap(({ latencies }) => latencies)
      .flatMap((latency) => (latency.operation === operation ? [...latency.micros] : [])),
  };
}
