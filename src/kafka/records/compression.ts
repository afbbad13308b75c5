import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gunzipSync, gzip, gzipSync, zstdCompress, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Compression } from '../../scenarios/types.ts';

/** The codec's number in a batch's attributes. */
export const CODEC: Readonly<Record<Compression, number>> = { none: 0, gzip: 1, snappy: 2, lz4: 3, zstd: 4 };

/** By number. */
export const CODEC_NAMES = Object.keys(CODEC) as readonly Compression[];

type Library = typeof import('@platformatic/kafka');
/** The client library's codecs; loading it takes a third of a second, once. */
const algorithms = (): Library['compressionsAlgorithms'] =>
  (createRequire(import.meta.url)('@platformatic/kafka') as Library).compressionsAlgorithms;

/** Loads what a codec needs, so that the first batch does not wait for it. */
export function prepare(codec: Compression): void {
  if (codec === 'snappy' || codec === 'lz4') algorithms();
}

const gzipElsewhere = promisify<Buffer, Buffer>(gzip);
const zstdElsewhere = promisify<Buffer, Buffer>(zstdCompress);

/** Up to so many bytes a codec takes a fraction of a ms, less than handing the work to another thread. */
const AT_ONCE_BYTES = { gzip: 4_096, zstd: 16_384 } as const;

/** Slow codecs work on other threads, so that pacing does not wait for them; fast ones would only queue there. */
const compressors: Readonly<Record<Compression, (records: Buffer) => Promise<Buffer> | Buffer>> = {
  none: (records) => records,
  gzip: (records) => (records.length <= AT_ONCE_BYTES.gzip ? gzipSync(records) : gzipElsewhere(records)),
  snappy: (records) => algorithms().snappy.compressSync(records),
  lz4: (records) => algorithms().lz4.compressSync(records),
  zstd: (records) => (records.length <= AT_ONCE_BYTES.zstd ? zstdCompressSync(records) : zstdElsewhere(records)),
};

export const compress = (codec: Compression, records: Buffer): Promise<Buffer> | Buffer => compressors[codec](records);

/** Throws where the codec is not one of Kafka's or the bytes are not its own. */
export function decompress(codecNumber: number, records: Buffer): Buffer {
  const name = CODEC_NAMES[codecNumber];
  if (name === undefined) throw new RangeError(`codec ${codecNumber} is not one of Kafka’s`);
  return algorithms()[name].decompressSync(records);
}

/** The same of records that a stranger wrote: RangeError instead of more than `most` bytes, as far as the codec tells. */
export function decompressAtMost(codecNumber: number, records: Buffer, most: number): Buffer {
  try {
    const name = CODEC_NAMES[codecNumber];
    if (name === 'gzip') return gunzipSync(records, { maxOutputLength: most });
    if (name === 'zstd') return zstdDecompressSync(records, { maxOutputLength: most });
    if (records.length * MOST_TIMES > most) throw new RangeError('records that may be too large');
    return decompress(codecNumber, records);
  } catch (error) {
    throw new RangeError('records that cannot be decompressed', { cause: error });
  }
}

/** An LZ4 block grows 255 times at most when it is unpacked, one of Snappy less. */
const MOST_TIMES = 255;
