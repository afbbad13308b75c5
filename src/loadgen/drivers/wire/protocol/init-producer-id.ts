import { Reader, Writer } from '@platformatic/kafka';

export const INIT_PRODUCER_ID = { apiKey: 22, apiVersion: 1 } as const;

export interface ProducerIdentity {
  readonly producerId: bigint;
  readonly epoch: number;
}

/** transactional_id nullable string · transaction_timeout_ms i32 */
export function initProducerIdBody(): Uint8Array[] {
  return [Writer.create().appendString(null, false).appendInt32(0).buffer];
}

/** throttle_time_ms i32 · error i16 · producer_id i64 · producer_epoch i16 */
export function readInitProducerIdAnswer(answer: Buffer): ProducerIdentity & { readonly error: number } {
  const reader = Reader.from(answer).skip(4);
  return { error: reader.readInt16(), producerId: reader.readInt64(), epoch: reader.readInt16() };
}
