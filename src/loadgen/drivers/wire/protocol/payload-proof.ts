import { AT, CODEC_MASK } from '../../../../kafka/records/record-batch.ts';
import { afterBytes, afterKnown, afterLong, afterWord, BEGIN, crcOf, moveOver } from '../../../crc32c-state.ts';
import { PREFIX_BYTES } from '../../../record-prefix.ts';
import type { RecordPlaces } from '../../record-places.ts';

const PAYLOAD_CRC_AT = PREFIX_BYTES - 8;
const PREFIX_CRC_AT = PREFIX_BYTES - 4;
const OVER_PREFIX = moveOver(PREFIX_CRC_AT);

/**
 * Shows of a batch whose CRC has been checked that its prefixes and payloads have the CRCs that the prefixes
 * state: put together from these, the batch's CRC must be the one that it has. No payload is looked at again.
 * One altered record is always found; of several the CRC misses one case in 2^32, as it does of any damage.
 */
export class PayloadProof {
  /** Most payloads of a scenario are of one length. */
  #usual = 0;
  #overUsual = moveOver(0);

  /** False where it cannot be said: compressed, read in part, or with records that are not ours. */
  holds(batch: Buffer, { count, valueStarts, valueEnds, prefixStarts }: RecordPlaces): boolean {
    const plain = (batch.readInt16BE(AT.attributes) & CODEC_MASK) === 0;
    if (!plain || count === 0 || batch.readInt32BE(AT.recordsCount) !== count) return false;
    let state = BEGIN;
    let reached: number = AT.attributes;
    for (let i = 0; i < count; i++) {
      const prefix = prefixStarts[i] as number;
      if (prefix < 0) return false;
      const payloadCrc = batch.readInt32LE(prefix + PAYLOAD_CRC_AT);
      const inValue = prefix === valueStarts[i];
      if (!inValue) {
        const start = valueStarts[i] as number;
        const end = valueEnds[i] as number;
        state = this.#afterPayload(afterBytes(state, batch, reached, start), payloadCrc, end - start);
        reached = end;
      }
      const prefixCrc = batch.readInt32LE(prefix + PREFIX_CRC_AT);
      state = afterKnown(afterBytes(state, batch, reached, prefix), prefixCrc, OVER_PREFIX);
      state = afterWord(state, prefixCrc);
      reached = prefix + PREFIX_BYTES;
      if (inValue) {
        const end = valueEnds[i] as number;
        state = this.#afterPayload(state, payloadCrc, end - reached);
        reached = end;
      }
      if (i === 0) this.#expect((valueEnds[0] as number) - (valueStarts[0] as number) - (inValue ? PREFIX_BYTES : 0));
    }
    return crcOf(afterBytes(state, batch, reached, batch.length)) === batch.readUInt32BE(AT.crc);
  }

  #afterPayload(state: number, crc: number, bytes: number): number {
    return bytes === this.#usual ? afterKnown(state, crc, this.#overUsual) : afterLong(state, crc, bytes);
  }

  #expect(bytes: number): void {
    if (bytes === this.#usual) return;
    this.#usual = bytes;
    this.#overUsual = moveOver(bytes);
  }
}
