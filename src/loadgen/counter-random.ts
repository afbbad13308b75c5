/** What a random number is for; two purposes never share a sequence. */
export const LANE = { key: 1, payload: 2, size: 3 } as const;
export type Lane = (typeof LANE)[keyof typeof LANE];

/**
 * A counter-based generator: the value at (seed, stream, index, lane) is computed, not stepped to, so
 * records can be made in any order and on any thread. 32 bits out; MurmurHash3's finalizer applied
 * to each input in turn (Appleby, MurmurHash3, fmix32).
 */
export function random32(seed: number, stream: number, index: number, lane: Lane): number {
  let state = mix(seed ^ Math.imul(lane, 0x9e3779b9));
  state = mix(state ^ Math.imul(stream + 1, 0x85ebca6b));
  state = mix(state ^ (index >>> 0));
  return mix(state ^ Math.imul(Math.floor(index / 0x1_0000_0000) + 1, 0xc2b2ae35));
}

/** The same, as a double in [0, 1). */
export function random01(seed: number, stream: number, index: number, lane: Lane): number {
  return random32(seed, stream, index, lane) / 0x1_0000_0000;
}

function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
