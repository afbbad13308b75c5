import { type Bytes, bytes, MIB } from '../units.ts';
import type { ClientProfile } from './types.ts';

/** Kafka's record overhead in a batch, at most, as the Java client estimates it: lengths, deltas, key, header. */
export const RECORD_OVERHEAD_BYTES = 21;

/** Brokers close a connection on a request above 100 MiB, and answer a fetch with 55 MiB, unless told otherwise. */
export const LARGEST_REQUEST = bytes(64 * MIB);

/** The Java client's defaults: max.request.size, max.partition.fetch.bytes and fetch.max.bytes. */
const REQUEST = bytes(MIB);
const FETCH_PARTITION = bytes(MIB);
const FETCH = bytes(50 * MIB);

/** Up to here a produce request takes more than one batch. */
export const requestBytes = (client: Pick<ClientProfile, 'requestBytes'>): Bytes => client.requestBytes ?? REQUEST;

/** What a fetch asks for at most, of a partition and of all together. */
export interface FetchSizes {
  readonly partitionBytes: Bytes;
  readonly allBytes: Bytes;
}

/** Of all together as many as the Java client asks for by itself, or one partition's where that is more. */
export function fetchSizes(client: { readonly fetchPartitionBytes?: Bytes | undefined }): FetchSizes {
  const partitionBytes = client.fetchPartitionBytes ?? FETCH_PARTITION;
  return { partitionBytes, allBytes: bytes(Math.max(FETCH, partitionBytes)) };
}
