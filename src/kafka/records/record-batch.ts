/**
 * A record batch of magic 2, big-endian, as it stands on the wire and in the log:
 *
 *     0 baseOffset i64 · 8 batchLength i32 (of what follows it) · 12 partitionLeaderEpoch i32 ·
 *     16 magic i8 · 17 CRC-32C u32 (of what follows it) · 21 attributes i16 · 23 lastOffsetDelta i32 ·
 *     27 baseTimestamp i64 · 35 maxTimestamp i64 · 43 producerId i64 · 51 producerEpoch i16 ·
 *     53 baseSequence i32 · 57 recordsCount i32 · 61 records
 *
 *     Record => length varint · attributes i8 · timestampDelta varlong · offsetDelta varint ·
 *               keyLength varint, key · valueLength varint, value · headersCount varint, headers
 *     Header => keyLength varint, key · valueLength varint, value
 */
export const AT = {
  baseOffset: 0,
  batchLength: 8,
  leaderEpoch: 12,
  magic: 16,
  crc: 17,
  attributes: 21,
  lastOffsetDelta: 23,
  baseTimestamp: 27,
  maxTimestamp: 35,
  producerId: 43,
  producerEpoch: 51,
  baseSequence: 53,
  recordsCount: 57,
  records: 61,
} as const;

export const MAGIC = 2;
/** baseOffset and batchLength, which batchLength does not count. */
export const BEFORE_LENGTH_COUNTS = 12;
export const CODEC_MASK = 0x07;
export const CONTROL_BIT = 0x20;
