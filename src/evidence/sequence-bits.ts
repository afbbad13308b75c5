/** Numbers in one chunk. */
export const CHUNK = 65_536;
const WORDS = CHUNK / 32;

/** A set of numbers below 2^53 as bits, in chunks that exist where something is in them: 8 KiB each, however it is scattered. */
export class SequenceBits {
  readonly chunks: Map<number, Uint32Array>;

  constructor(chunks: ReadonlyMap<number, Uint32Array> = new Map()) {
    this.chunks = new Map([...chunks].map(([number, words]) => [number, words.slice()]));
  }

  /** Adds [from, to); returns how many were not in the set. */
  add(from: number, to: number): number {
    let added = 0;
    for (let at = from; at < to; ) {
      const number = Math.floor(at / CHUNK);
      const end = Math.min(to, (number + 1) * CHUNK);
      let words = this.chunks.get(number);
      if (words === undefined) {
        words = new Uint32Array(WORDS);
        this.chunks.set(number, words);
      }
      added += addBits(words, at - number * CHUNK, end - number * CHUNK);
      at = end;
    }
    return added;
  }

  /** Every range of what is in the set and in [from, to), ascending; a range may come in several pieces. */
  forEachWithin(from: number, to: number, visit: (from: number, to: number) => void): void {
    const first = Math.floor(from / CHUNK);
    const numbers =
      (to - from) / CHUNK < this.chunks.size
        ? Array.from({ length: Math.ceil(to / CHUNK) - first }, (_, i) => first + i)
        : [...this.chunks.keys()].filter((number) => number >= first && number * CHUNK < to).sort((a, b) => a - b);
    for (const number of numbers) {
      const words = this.chunks.get(number);
      if (words === undefined) continue;
      const base = number * CHUNK;
      visitBits(words, Math.max(0, from - base), Math.min(CHUNK, to - base), (start, end) =>
        visit(base + start, base + end),
      );
    }
  }

  /** After the highest; 0 where there is none. */
  get end(): number {
    const highest = Math.max(-1, ...this.chunks.keys());
    const words = this.chunks.get(highest) ?? new Uint32Array();
    const last = words.findLastIndex((word) => word !== 0);
    return last < 0 ? 0 : highest * CHUNK + (last + 1) * 32 - Math.clz32(words[last] as number);
  }

  get size(): number {
    let size = 0;
    for (const words of this.chunks.values()) for (const word of words) size += bitsIn(word);
    return size;
  }
}

/** Word by word: the mask has the bits of [from, to) that are in it. */
function addBits(words: Uint32Array, from: number, to: number): number {
  let added = 0;
  for (let at = from; at < to; ) {
    const word = at >>> 5;
    const end = Math.min(to, (word + 1) * 32);
    const mask = maskOf(at & 31, end - word * 32);
    const before = words[word] as number;
    added += bitsIn(mask & ~before);
    words[word] = before | mask;
    at = end;
  }
  return added;
}

/** Bits [from, to) of a word, to at most 32. */
const maskOf = (from: number, to: number): number => (to === 32 ? -1 << from : (1 << to) - (1 << from)) >>> 0;

function visitBits(words: Uint32Array, from: number, to: number, visit: (from: number, to: number) => void): void {
  let begun = -1;
  for (let at = from; at < to; ) {
    const bits = words[at >>> 5] as number;
    const isWhole = (at & 31) === 0 && at + 32 <= to;
    if (isWhole && (bits === 0 || bits === 0xffff_ffff)) {
      if (bits === 0 && begun >= 0) visit(begun, at);
      begun = bits === 0 ? -1 : begun < 0 ? at : begun;
      at += 32;
      continue;
    }
    const isIn = ((bits >>> (at & 31)) & 1) === 1;
    if (isIn && begun < 0) begun = at;
    if (!isIn && begun >= 0) {
      visit(begun, at);
      begun = -1;
    }
    at++;
  }
  if (begun >= 0) visit(begun, to);
}

/** How many of 32 bits are set. */
function bitsIn(word: number): number {
  let v = word - ((word >>> 1) & 0x5555_5555);
  v = (v & 0x3333_3333) + ((v >>> 2) & 0x3333_3333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
