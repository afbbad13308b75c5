/**
 * Kafka's record fields are zigzag varints: 7 bits a byte, lowest first. Ours to write are all lengths
 * and deltas from 0 to 2^30 − 1, for which zigzag is a doubling.
 */
export function writeVarint(target: Uint8Array, at: number, value: number): number {
  let rest = value << 1;
  let position = at;
  while (rest > 0x7f) {
    target[position++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  target[position++] = rest;
  return position;
}

/** How many bytes `writeVarint` writes. */
export function varintBytes(value: number): number {
  if (value < 0x40) return 1;
  if (value < 0x2000) return 2;
  if (value < 0x10_0000) return 3;
  return value < 0x800_0000 ? 4 : 5;
}

/** Reads zigzag varints of up to 32 bits one after the other. */
export class VarintReader {
  position: number;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array, position: number) {
    this.bytes = bytes;
    this.position = position;
  }

  /** Passes over one of any length. */
  skip(): void {
    while ((this.bytes[this.position++] as number) > 0x7f);
  }

  next(): number {
    const { bytes } = this;
    let byte = bytes[this.position++] as number;
    // Most lengths and deltas fit into one or two bytes.
    let value = byte & 0x7f;
    for (let shift = 7; byte > 0x7f; shift += 7) {
      byte = bytes[this.position++] as number;
      if (byte === undefined || shift > 28) throw new RangeError('a varint without an end');
      value |= (byte & 0x7f) << shift;
    }
    return (value >>> 1) ^ -(value & 1);
  }
}
