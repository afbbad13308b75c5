import { promisify } from 'node:util';
import { gzip, zstdCompress } from 'node:zlib';
import { compressionsAlgorithms } from '@platformatic/kafka';
import type { Compression } from '../../../../scenarios/types.ts';

/** The codec's number in a batch's attributes. */
export const CODEC: Readonly<Record<Compression, number>> = { none: 0, gzip: 1, snappy: 2, lz4: 3, zstd: 4 };

const NAMES = Object.keys(CODEC) as Compression[];

/** Slow codecs work on other threads, so that pacing does not wait for them; fast ones would only queue there. */
const compressors: Readonly<Record<Compression, (records: Buffer) => Promise<Buffer> | Buffer>> = {
  none: (records) => records,
  gzip: promisify<Buffer, Buffer>(gzip),
  snappy: (records) => compressionsAlgorithms.snappy.compressSync(records),
  lz4: (records) => compressionsAlgorithms.lz4.compressSync(records),
  zstd: promisify<Buffer, Buffer>(zstdCompress),
};

export const compress = (codec: Compression, records: Buffer): Promise<Buffer> | Buffer => compressors[codec](records);

/** Throws where the codec is not one of Kafka's or the bytes are not its own. */
export function decompress(codecNumber: number, records: Buffer): Buffer {
  const name = NAMES[codecNumber];
  if (name === undefined) throw new RangeError(`codec ${codecNumber} is not one of Kafka’s`);
  return compressionsAlgorithms[name].decompressSync(records);
}
