import { createAPI, type Reader, ResponseError, Writer } from '@platformatic/kafka';

const PREFERRED = 0;
/** Of a partition: its preferred leader leads already. */
const ELECTION_NOT_NEEDED = 84;
/** Of a partition: its preferred leader is down, or not in sync. */
const PREFERRED_LEADER_NOT_AVAILABLE = 80;

export interface TopicPartitions {
  readonly topic: string;
  readonly partitions: readonly number[];
}

/*
  ElectLeaders Request (Version: 2) => election_type [topic_partitions] timeout_ms TAG_BUFFER
    election_type => INT8
    topic_partitions => topic [partitions] TAG_BUFFER
      topic => COMPACT_STRING
      partitions => INT32
    timeout_ms => INT32
*/
function createRequest(timeoutMs: number, topics: readonly TopicPartitions[]): Writer {
  return Writer.create()
    .appendInt8(PREFERRED)
    .appendArray([...topics], (writer, { topic, partitions }) => {
      writer.appendString(topic).appendArray([...partitions], (w, partition) => w.appendInt32(partition), true, false);
    })
    .appendInt32(timeoutMs)
    .appendTaggedFields();
}

/*
  ElectLeaders Response (Version: 2) => throttle_time_ms error_code [replica_election_results] TAG_BUFFER
    throttle_time_ms => INT32
    error_code => INT16
    replica_election_results => topic [partition_result] TAG_BUFFER
      topic => COMPACT_STRING
      partition_result => partition_id error_code error_message TAG_BUFFER
        partition_id => INT32
        error_code => INT16
        error_message => COMPACT_NULLABLE_STRING
*/
function parseResponse(_correlationId: number, key: number, version: number, reader: Reader): number {
  const errors: Record<string, [number, string | null]> = {};
  let unavailable = 0;
  reader.readInt32();
  const overall = reader.readInt16();
  if (overall !== 0) errors['/'] = [overall, null];
  reader.readArray((r) => {
    const topic = r.readString();
    r.readArray((p) => {
      const partition = p.readInt32();
      const code = p.readInt16();
      const message = p.readNullableString();
      if (code === PREFERRED_LEADER_NOT_AVAILABLE) unavailable++;
      else if (code !== 0 && code !== ELECTION_NOT_NEEDED) errors[`${topic}/${partition}`] = [code, message];
    });
  });
  reader.readTaggedFields();
  if (Object.keys(errors).length > 0) throw new ResponseError(key, version, errors, null);
  return unavailable;
}

/** Answers with the number of partitions whose preferred leader could not take over. */
export const electLeadersV2 = createAPI(43, 2, createRequest, parseResponse);
