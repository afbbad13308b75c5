import { larger } from '../growth.ts';
import { PREFIX_BYTES } from '../record-prefix.ts';
import { RecordPlaces } from './record-places.ts';

/** Records whose values stand apart, as client libraries hand them out, put together in one memory that is used again. */
export class CollectedRecords {
  readonly places = new RecordPlaces();
  #memory = Buffer.allocUnsafeSlow(64 * 1024);
  #end = 0;

  get memory(): Buffer {
    return this.#memory;
  }

  get count(): number {
    return this.places.count;
  }

  /** Of the batch that these came in nothing is known. */
  provesPayloads(): boolean {
    return false;
  }

  clear(): void {
    this.places.clear();
    this.#end = 0;
  }

  add(offset: number, keyBytes: number, value: Buffer | null, prefixHeader: Buffer | null): void {
    const valueStart = this.#end;
    if (value !== null) this.#append(value);
    const valueEnd = this.#end;
    const inValue = valueEnd - valueStart >= PREFIX_BYTES ? valueStart : -1;
    if (prefixHeader !== null) this.#append(prefixHeader);
    this.places.add(offset, keyBytes, valueStart, valueEnd, prefixHeader === null ? inValue : valueEnd);
  }

  #append(bytes: Buffer): void {
    const end = this.#end + bytes.length;
    if (end > this.#memory.length) this.#memory = larger(this.#memory, this.#end, end);
    this.#memory.set(bytes, this.#end);
    this.#end = end;
  }
}
