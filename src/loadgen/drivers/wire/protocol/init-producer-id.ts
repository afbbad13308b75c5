import { BodyReader, BodyWriter } from './bytes.ts';

export const INIT_PRODUCER_ID = { apiKey: 22, apiVersion: 1 } as const;

export interface ProducerIdentity {
  readonly producerId: bigint;
  readonly epoch: number;
}

/** transactional_id nullable string · transaction_timeout_ms i32 */
export function initProducerIdBody(): Uint8Array[] {
  return [new BodyWriter().string(null).int32(0).bytes];
}

/** throttle_time_ms i32 · error i16 · producer_id i64 · producer_epoch i16 */
export function readInitProducerIdAnswer(answer: Buffer): ProducerIdentity & { readonly error: number } {
  const reader = new BodyReader(answer).skip(4);
  return { error: reader.int16(), producerId: reader.int64(), epoch: reader.int16() };
}
