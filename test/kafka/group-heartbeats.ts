import { randomUUID } from 'node:crypto';
import { type Connection, createAPI, type Reader, Writer } from '@platformatic/kafka';

/** What every answer to a heartbeat begins with. */
interface Beat {
  readonly memberId: string;
  readonly memberEpoch: number;
}

function parseBeat(_correlationId: number, key: number, _version: number, reader: Reader): Beat {
  reader.readInt32(); // throttle_time_ms
  const error = reader.readInt16();
  const message = reader.readNullableString();
  if (error !== 0) throw new Error(`heartbeat (API ${key}) was refused with error ${error}: ${message}`);
  return { memberId: reader.readNullableString() ?? '', memberEpoch: reader.readInt32() };
}

/** ConsumerGroupHeartbeat v1 of KIP-848, by a member that joins. */
const consumerBeat = createAPI(
  68,
  1,
  (group: string, member: string, topics: string[]) =>
    Writer.create()
      .appendString(group)
      .appendString(member)
      .appendInt32(0)
      .appendString(null)
      .appendString('zone-a')
      .appendInt32(60_000)
      .appendArray(topics, (w, topic) => w.appendString(topic), true, false)
      .appendString(null)
      .appendString(null)
      .appendArray([], () => undefined, true, false)
      .appendTaggedFields(),
  parseBeat,
);

/** ShareGroupHeartbeat v1 of KIP-932. */
const shareBeat = createAPI(
  76,
  1,
  (group: string, member: string, topics: string[]) =>
    Writer.create()
      .appendString(group)
      .appendString(member)
      .appendInt32(0)
      .appendString(null)
      .appendArray(topics, (w, topic) => w.appendString(topic), true, false)
      .appendTaggedFields(),
  parseBeat,
);

/** StreamsGroupHeartbeat v0 of KIP-1071: one subtopology that reads the topics and keeps nothing. */
const streamsBeat = createAPI(
  88,
  0,
  (group: string, member: string, topics: string[]) => {
    const none = (w: Writer): Writer => w.appendArray([], () => undefined, true, false);
    const writer = Writer.create()
      .appendString(group)
      .appendString(member)
      .appendInt32(0) // member_epoch
      .appendInt32(0) // endpoint_information_epoch
      .appendString(null) // instance_id
      .appendString(null) // rack_id
      .appendInt32(60_000) // rebalance_timeout_ms
      .appendInt8(1) // a topology follows
      .appendInt32(0) // its epoch
      .appendArray(
        ['0'],
        (w, subtopology) => {
          w.appendString(subtopology).appendArray(topics, (inner, topic) => inner.appendString(topic), true, false);
          // source_topic_regex, state_changelog_topics, repartition_sink_topics, repartition_source_topics, copartition_groups
          for (let list = 0; list < 5; list++) none(w);
        },
        true,
      )
      .appendTaggedFields();
    for (let list = 0; list < 3; list++) none(writer); // active, standby and warm-up tasks
    return writer
      .appendString(randomUUID()) // process_id
      .appendInt8(-1) // no user_endpoint
      .appendArray([], () => undefined, true, false) // client_tags
      .appendArray(null, () => undefined, true, false) // task_offsets
      .appendArray(null, () => undefined, true, false) // task_end_offsets
      .appendBoolean(false) // shutdown_application
      .appendTaggedFields();
  },
  parseBeat,
);

const BEATS = { consumer: consumerBeat, share: shareBeat, streams: streamsBeat };

/** Makes one member join a group of a kind, at the group's coordinator; it stays for the group's session timeout. */
export function joinOnce(
  connection: Connection,
  kind: keyof typeof BEATS,
  group: string,
  topics: readonly string[],
): Promise<Beat> {
  return BEATS[kind].async(connection, group, randomUUID(), [...topics]);
}
