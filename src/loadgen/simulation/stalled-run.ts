import type { Histogram } from 'hdr-histogram-js';
import { RECORD_OVERHEAD_BYTES } from '../../scenarios/client-sizes.ts';
import { loadScenario } from '../../scenarios/load.ts';
import type { Plan } from '../../scenarios/types.ts';
import { histogramOf } from '../interval-recorder.ts';
import { type Server, simulate } from './simulate.ts';
import type { Stall } from './stall.ts';

const RECORD_BYTES = 100;

/** The experiment as a scenario: the send buffer has room for the records outstanding, and batches never wait. */
function planOf({ recordsPerSecond, runSeconds, outstanding }: Stall): Plan {
  const sendBuffer = outstanding * (RECORD_BYTES + RECORD_OVERHEAD_BYTES);
  const text = `name: stall
topics: [{ name: orders, partitions: 1 }]
records: { size: ${RECORD_BYTES}B }
clients: { linger: 0ms, batch: ${sendBuffer}B, sendBuffer: ${sendBuffer}B, inFlight: ${outstanding}, idempotence: false }
ingress: [{ phase: steady, rate: ${recordsPerSecond}/s, duration: ${runSeconds}s }]
production: { ingress: { average: 1MiB/s, peak: 1MiB/s }, fanOut: 1, retention: 1d, partitions: 1 }
`;
  return loadScenario(text, { file: 'stall.yaml' }).plan;
}

/** Answers after the service time; the time from `from` to `to` does not pass for it. */
export function stallingServer(serviceMicros: number, from: number, to: number): Server {
  return (sentAt) => {
    const started = sentAt >= from && sentAt < to ? to : sentAt;
    const at = started + serviceMicros;
    return { at: started < from && at > from ? at + to - from : at, outcome: 'acknowledged' };
  };
}

/** The latencies (µs, a histogram a second) that the sending side recorded; the stall begins a third into the run. */
export function runStalled(stall: Stall): {
  readonly response: readonly Histogram[];
  readonly service: readonly Histogram[];
} {
  const from = Math.floor(stall.runSeconds / 3) * 1e6;
  const server = stallingServer(stall.serviceMs * 1e3, from, from + stall.stallSeconds * 1e6);
  const { histograms } = simulate(planOf(stall), server);
  const of = (kind: 'response' | 'service') =>
    histograms.filter((counts) => counts.kind === kind).map(({ pairs }) => histogramOf(pairs));
  return { response: of('response'), service: of('service') };
}
