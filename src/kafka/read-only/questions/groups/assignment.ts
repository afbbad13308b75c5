import type { GroupMember } from '../../answers.ts';

/**
 * What a classic consumer was assigned: its assignor's own bytes, ConsumerProtocolAssignment. Other protocols, such as
 * Connect's, have bytes of their own, and are not looked into; nor is what cannot be read.
 */
export function assignedIn(protocolType: string, bytes: Buffer): GroupMember['assigned'] {
  if (protocolType !== 'consumer' || bytes.length === 0) return [];
  try {
    return assignments(bytes);
  } catch {
    return [];
  }
}

/*
  ConsumerProtocolAssignment => version [assigned_partitions] user_data
    version => INT16
    assigned_partitions => topic [partitions]
      topic => STRING
      partitions => INT32
    user_data => NULLABLE_BYTES
*/
function assignments(bytes: Buffer): GroupMember['assigned'] {
  let at = 2;
  const int32 = (): number => {
    at += 4;
    return bytes.readInt32BE(at - 4);
  };
  const string = (): string => {
    const length = bytes.readInt16BE(at);
    at += 2 + length;
    return bytes.toString('utf8', at - length, at);
  };
  const array = <T>(item: () => T): T[] => {
    const length = int32();
    if (length > bytes.length) throw new RangeError('more items than bytes');
    return Array.from({ length: Math.max(0, length) }, item);
  };
  return array(() => ({ topic: string(), partitions: array(int32) }));
}
