import { MIB } from '../units.ts';
import type { FaultSettings } from './fault-types.ts';

/** The settings of a fault as people write them: `latency 200 ms ± 50 ms, only get, keys from segments/`. */
export function settingsWords(settings: FaultSettings): string {
  const { latencyMs, jitterMs, bytesPerSecond, between, share, operations, keys } = settings;
  return [
    ...(latencyMs === undefined ? [] : [`latency ${latencyMs} ms${jitterMs === undefined ? '' : ` ± ${jitterMs} ms`}`]),
    ...(bytesPerSecond === undefined ? [] : [`${Number((bytesPerSecond / MIB).toPrecision(3))} MiB/s`]),
    ...(between === undefined ? [] : [between === 'clients' ? 'from clients' : 'between brokers']),
    ...(share === undefined ? [] : [`${Number((share * 100).toPrecision(3))}% of the requests`]),
    ...(operations === undefined ? [] : [`only ${operations.join(', ')}`]),
    ...(keys === undefined ? [] : [`keys from ${keys}`]),
  ].join(', ');
}
