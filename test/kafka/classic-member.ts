import { type Connection, joinGroupV9, syncGroupV5 } from '@platformatic/kafka';

/** The longest that brokers allow by default: it stays without a heartbeat for as long as a file of tests. */
const SESSION_MS = 1_800_000;
const PROTOCOL = { type: 'consumer', name: 'range' };

/**
 * Makes one static member join a classic group, at the group's coordinator, as its leader with all partitions of a
 * topic. No client runs behind it that could fail, leave or come again.
 */
export async function joinClassic(
  connection: Connection,
  group: string,
  { topic, partitions }: { readonly topic: string; readonly partitions: readonly number[] },
): Promise<void> {
  const instance = `${group}-1`;
  const protocols = [{ name: PROTOCOL.name, metadata: subscription(topic) }];
  const join = joinGroupV9.api.async;
  const joined = await join(connection, group, SESSION_MS, 60_000, '', instance, PROTOCOL.type, protocols);
  const { generationId, memberId } = joined;
  const all = [{ memberId, assignment: assignment(topic, partitions) }];
  const sync = syncGroupV5.api.async;
  await sync(connection, group, generationId, memberId, instance, PROTOCOL.type, PROTOCOL.name, all);
}

const int16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
};
const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const text = (value: string): Buffer => Buffer.concat([int16(Buffer.byteLength(value)), Buffer.from(value)]);
const NO_USER_DATA = int32(-1);

/** ConsumerProtocolSubscription v0: version, [topic], user_data. */
const subscription = (topic: string): Buffer => Buffer.concat([int16(0), int32(1), text(topic), NO_USER_DATA]);

/** ConsumerProtocolAssignment v0: version, [topic [partition]], user_data. */
const assignment = (topic: string, partitions: readonly number[]): Buffer =>
  Buffer.concat([
    ...[int16(0), int32(1), text(topic), int32(partitions.length)],
    ...[...partitions.map(int32), NO_USER_DATA],
  ]);
