/** Writes the fields of a request, big-endian, in the encodings from before tagged fields. */
export class BodyWriter {
  #bytes = Buffer.allocUnsafe(256);
  #end = 0;

  int8(value: number): this {
    const at = this.#room(1);
    this.#bytes.writeInt8(value, at);
    return this;
  }

  int16(value: number): this {
    const at = this.#room(2);
    this.#bytes.writeInt16BE(value, at);
    return this;
  }

  int32(value: number): this {
    const at = this.#room(4);
    this.#bytes.writeInt32BE(value, at);
    return this;
  }

  int64(value: number): this {
    const at = this.#room(8);
    this.#bytes.writeBigInt64BE(BigInt(value), at);
    return this;
  }

  /** Null is length −1. */
  string(value: string | null): this {
    if (value === null) return this.int16(-1);
    const bytes = Buffer.byteLength(value);
    this.int16(bytes);
    const at = this.#room(bytes);
    this.#bytes.write(value, at);
    return this;
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#end);
  }

  /** Where so many bytes go; they may be in other memory than before. */
  #room(bytes: number): number {
    const at = this.#end;
    this.#end += bytes;
    if (this.#end > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(2 * this.#end);
      this.#bytes.copy(larger, 0, 0, at);
      this.#bytes = larger;
    }
    return at;
  }
}

/** Reads the fields of an answer in the same encodings; RangeError where there are no more bytes. */
export class BodyReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  int8(): number {
    return this.#bytes.readInt8(this.#step(1));
  }

  int16(): number {
    return this.#bytes.readInt16BE(this.#step(2));
  }

  int32(): number {
    return this.#bytes.readInt32BE(this.#step(4));
  }

  int64(): bigint {
    return this.#bytes.readBigInt64BE(this.#step(8));
  }

  string(): string | null {
    const bytes = this.int16();
    if (bytes < 0) return null;
    const at = this.#step(bytes);
    return this.#bytes.toString('utf8', at, at + bytes);
  }

  skip(bytes: number): this {
    this.#step(bytes);
    return this;
  }

  /** As many as a count i32 says; a null array has none. */
  array<T>(read: (reader: BodyReader) => T): T[] {
    const items: T[] = [];
    for (let left = this.int32(); left > 0; left--) items.push(read(this));
    return items;
  }

  #step(bytes: number): number {
    const at = this.#at;
    this.#at += bytes;
    if (this.#at > this.#bytes.length) throw new RangeError('an answer without the bytes that it announces');
    return at;
  }
}
