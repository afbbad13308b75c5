import { setTimeout as delay } from 'node:timers/promises';
import type { ReadOnlyCluster } from '../kafka/read-only/cluster.ts';
import type { Missing } from '../kafka/read-only/reading.ts';
import type { EndOffsets } from './rates/end-offsets.ts';
import { RateGrid } from './rates/rate-grid.ts';
import type { Sampler } from './sampling/sampler.ts';

export interface LiveOptions {
  readonly partitions: readonly { readonly topic: string; readonly partition: number }[];
  readonly topics: number;
  readonly slots: number;
  readonly slotMs: number;
  readonly signal: AbortSignal;
  tell(slot: number): void;
  /** After the last look, while samples are still read. */
  atEnd(): Promise<void>;
}

export interface LiveRates {
  readonly grid: RateGrid;
  /** Slots over which every partition that still answers was seen. */
  readonly slots: number;
  readonly missing: readonly Missing[];
  readonly interrupted: boolean;
}

/** Samples that were chosen at the end may take so long. */
const LATE_SAMPLES_MS = 10_000;

/** Looks at all ends once a slot, and between two looks at samples of what was written. */
export async function watchEnds(
  cluster: ReadOnlyCluster,
  ends: EndOffsets,
  sampler: Sampler,
  { partitions, topics, slots, slotMs, signal, tell, atEnd }: LiveOptions,
): Promise<LiveRates> {
  const missing = new Map<string, Missing>();
  const look = async () => {
    const reading = await cluster.offsets(partitions, 'latest');
    if (!reading.obtained) {
      const { reason, why, todo } = reading;
      missing.set(`ends\n${reason}`, { what: 'ends of partitions', reason, why, todo });
      return [];
    }
    for (const one of reading.missing) missing.set(`${one.what}\n${one.reason}`, one);
    return reading.value;
  };
  const first = await look();
  ends.take(first, null);
  const startMs = first.reduce((latest, { askedAtMs }) => Math.max(latest, askedAtMs), 0);
  const grid = new RateGrid(topics, { startMs, slotMs, slots });
  let seenUntilMs = startMs;
  let done = startMs === 0;
  let interrupted = false;

  const watching = async (): Promise<void> => {
    for (let slot = 1; slot <= slots && !done; slot++) {
      await delay(Math.max(0, startMs + slot * slotMs - Date.now()), undefined, { signal });
      const seen = await look();
      const fresh = ends.take(seen, grid);
      seenUntilMs = seen.reduce(
        (least, { askedAtMs }) => Math.min(least, askedAtMs),
        seen.length === 0 ? seenUntilMs : Number.POSITIVE_INFINITY,
      );
      await sampler.plan(fresh);
      tell(slot);
    }
  };
  const sampling = async (): Promise<void> => {
    for (let lateSince = 0; ; ) {
      const worked = await sampler.readSome();
      if (done && lateSince === 0) lateSince = Date.now();
      if (done && (!worked || Date.now() - lateSince > LATE_SAMPLES_MS)) break;
      if (!worked) await delay(Math.min(slotMs, 50), undefined, { signal });
    }
    sampler.dropQueue();
  };
  try {
    const samples = sampling();
    samples.catch(() => undefined);
    try {
      await watching();
      await atEnd();
    } finally {
      done = true;
    }
    await samples;
  } catch (error) {
    if (!signal.aborted) throw error;
    interrupted = true;
    sampler.dropQueue();
  }
  const whole = Math.floor((seenUntilMs - startMs) / slotMs + 1e-6);
  return { grid, slots: Math.max(0, Math.min(slots, whole)), missing: [...missing.values()], interrupted };
}
