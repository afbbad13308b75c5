import { crc32c } from '@node-rs/crc32';
import { normalBelow } from '../scenarios/normal.ts';
import type { RecordShape, SizeDistribution } from '../scenarios/types.ts';
import { KIB, MIB } from '../units.ts';
import { LANE, random01, random32 } from './counter-random.ts';
import { type Move, movesByLength } from './crc32c-state.ts';
import { PREFIX_BYTES } from './record-prefix.ts';

/** One value without its prefix; a value smaller than the prefix is all payload. */
export interface PayloadTemplate {
  /** Bytes of the whole value, prefix included where it fits. */
  readonly valueBytes: number;
  /** True where the value is too small to hold the prefix, which then travels in a header. */
  readonly prefixInHeader: boolean;
  readonly payload: Buffer;
  readonly payloadCrc: number;
  /** Takes the state of a CRC over the payload. */
  readonly overPayload: Move;
}

/**
 * The values that a topic's records take in turn. Together they exceed a compressor's window, so that
 * the declared compressibility is not outdone by repetition between records; their sizes are the
 * distribution's quantiles, so that its shape is exact rather than sampled.
 */
export function payloadTemplates(shape: RecordShape, seed: number, topicIndex: number): readonly PayloadTemplate[] {
  const count = templateCount(shape);
  const order = shuffledOrder(count, seed, topicIndex);
  const overBytes = movesByLength();
  return order.map((rank, index) => {
    const valueBytes = Math.max(1, Math.round(sizeAtQuantile(shape.size, (rank + 0.5) / count)));
    const prefixInHeader = valueBytes < PREFIX_BYTES;
    const payloadBytes = prefixInHeader ? valueBytes : valueBytes - PREFIX_BYTES;
    const payload = payloadOf(payloadBytes, shape.compressibility, seed, topicIndex, index);
    return { valueBytes, prefixInHeader, payload, payloadCrc: crc32c(payload), overPayload: overBytes(payloadBytes) };
  });
}

function templateCount(shape: RecordShape): number {
  const wanted = Math.ceil((2 * MIB) / Math.max(shape.meanBytes, KIB / 2));
  const least = shape.size.kind === 'fixed' ? 16 : 256;
  return Math.min(2048, Math.max(least, wanted));
}

/** Value size at quantile q in (0, 1). */
function sizeAtQuantile(size: SizeDistribution, q: number): number {
  switch (size.kind) {
    case 'fixed':
      return size.bytes;
    case 'uniform':
      return size.minBytes + q * (size.maxBytes - size.minBytes);
    case 'lognormal': {
      // The distribution truncated at maxBytes: quantiles of the part below it.
      const below = normalBelow(Math.log(size.maxBytes / size.medianBytes) / size.sigma);
      return Math.min(size.maxBytes, size.medianBytes * Math.exp(size.sigma * normalQuantile(q * below)));
    }
    case 'choice': {
      const total = size.choices.reduce((sum, choice) => sum + choice.weight, 0);
      let passed = 0;
      for (const choice of size.choices) {
        passed += choice.weight / total;
        if (q < passed) return choice.bytes;
      }
      return size.choices.at(-1)?.bytes ?? 1;
    }
  }
}

/** `share` of the bytes repeat, in blocks of 64 as fields in a record would, the others are random. */
function payloadOf(length: number, share: number, seed: number, topicIndex: number, template: number): Buffer {
  const payload = Buffer.alloc(length, 0x61);
  const block = 64;
  const randomPerBlock = Math.round(block * (1 - share));
  for (let i = 0; i < length; i++) {
    if (i % block < randomPerBlock) {
      payload[i] = random32(seed, topicIndex, template * 0x100_0000 + i, LANE.payload) & 0xff;
    }
  }
  return payload;
}

/** Fisher–Yates over 0…count−1. */
function shuffledOrder(count: number, seed: number, topicIndex: number): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random01(seed, topicIndex, i, LANE.size) * (i + 1));
    const swap = order[i] as number;
    order[i] = order[j] as number;
    order[j] = swap;
  }
  return order;
}

/** Inverse of normalBelow by bisection: called once a template. */
function normalQuantile(q: number): number {
  let low = -8;
  let high = 8;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (normalBelow(middle) < q) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
