import { randomBytes } from 'node:crypto';
import { deepestReasons } from './deepest-reasons.ts';
import type { BrokerAddress, ClusterAnswer } from './read-only/answers.ts';
import type { ReadOnlyCluster } from './read-only/cluster.ts';
import type { Gate, Passage } from './read-only/gate.ts';
import { Unanswered } from './read-only/unanswered.ts';
import { createTopic, deleteTopic, leaderOf } from './ten-records/topic.ts';
import { type WrittenRecord, writeRecord } from './ten-records/write-record.ts';
import { openWriting, type Writing, type WritingConnection } from './ten-records/writing-connection.ts';

export type { WrittenRecord } from './ten-records/write-record.ts';

/** Its topic does not exist yet; it is deleted in the end whatever happens. */
export interface TenRecordsRequest extends Writing {
  readonly described: Pick<ClusterAnswer, 'brokers' | 'controllerId'>;
  /** Reads them back. */
  readonly cluster: ReadOnlyCluster;
  /** What is written is paced and written down as what is read. */
  readonly gate: Gate;
  /** Told of a topic that could not be deleted, before anything else is. */
  left?(topic: string, why: string): void;
}

export interface TenRecords {
  readonly records: readonly WrittenRecord[];
  /** Who leads the topic; −1 where that was not found out. */
  readonly leader: number;
  readonly readBack: number;
  /** Null: the topic is deleted, or never was; else what went wrong. */
  readonly notDeleted: string | null;
  /** Null: all went well; else what was done, and what happened. */
  readonly failure: string | null;
}

const RECORDS = 10;
const VALUE_BYTES = 100;
const READ_BYTES = 64 * 1024;
/** The topic is deleted after an interruption, too, and then this is how long somebody waits for it. */
const CLEAN_UP_WITHIN_MS = 20_000;

type Existence = 'none' | 'perhaps' | 'created';

/**
 * Ten records of 100 bytes, one after the other, through a topic of its own, stamped by the leader; read back and
 * deleted. What went wrong stands in the result. Rejects only where the gate's signal aborts, after the topic is deleted.
 */
export async function tenRecords(request: TenRecordsRequest): Promise<TenRecords> {
  const { gate, topic, described } = request;
  const written: WrittenRecord[] = [];
  let readBack = 0;
  let leader = -1;
  let existence: Existence = 'none';
  let doing = 'create a topic';
  let failure: string | null = null;
  try {
    leader = await overConnection(request, placeOfChanges(described), gate, async (to) => {
      existence = 'perhaps';
      await createTopic(to, request).catch((error: unknown) => {
        // The answer says that it was not made.
        if (error instanceof Unanswered) existence = 'none';
        throw error;
      });
      existence = 'created';
      return leaderOf(to, request, gate.signal);
    });
    doing = 'write records';
    const values = Array.from({ length: RECORDS }, () => randomBytes(VALUE_BYTES));
    await overConnection(request, placeOf(described, leader), gate, async (to) => {
      for (const value of values) written.push(await writeRecord(to, request, value));
    });
    doing = 'read the records back';
    const read = await request.cluster.fetch([{ topic, partition: 0, offset: 0 }], READ_BYTES);
    if (!read.obtained) throw new Error(read.why);
    const bytes = Buffer.concat(read.value.map(({ batches }) => batches));
    readBack = values.filter((value) => bytes.includes(value)).length;
  } catch (cause) {
    failure = `could not ${doing}: ${deepestReasons(cause)}`;
  }
  const notDeleted = existence === 'none' ? null : await deleted(request, existence === 'perhaps');
  if (notDeleted !== null) request.left?.(topic, notDeleted);
  gate.signal.throwIfAborted();
  return { records: written, leader, readBack, notDeleted, failure };
}

/** Over a connection of its own, and past an interruption: what was created goes, whatever became of the rest. */
async function deleted(request: TenRecordsRequest, isUncertain: boolean): Promise<string | null> {
  const late = AbortSignal.timeout(CLEAN_UP_WITHIN_MS);
  try {
    const place = placeOfChanges(request.described);
    await overConnection(request, place, request.gate.until(late), (to) => deleteTopic(to, request, isUncertain, late));
    return null;
  } catch (error) {
    return late.aborted ? `it took more than ${CLEAN_UP_WITHIN_MS / 1e3} s` : deepestReasons(error);
  }
}

async function overConnection<T>(
  writing: Writing,
  place: BrokerAddress,
  passage: Passage,
  use: (to: WritingConnection) => Promise<T>,
): Promise<T> {
  const to = await openWriting(place, writing, passage);
  try {
    return await use(to);
  } finally {
    await to.close();
  }
}

type Described = TenRecordsRequest['described'];

/** The controller, which is any broker where brokers pass on what is for the controller. */
function placeOfChanges(described: Described): BrokerAddress {
  const { brokers, controllerId } = described;
  const live = brokers.filter(({ fenced }) => fenced !== true);
  const place = live.find(({ id }) => id === controllerId) ?? live[0];
  if (place === undefined) throw new Error('no broker is there');
  return place;
}

function placeOf({ brokers }: Described, broker: number): BrokerAddress {
  const place = brokers.find(({ id }) => id === broker);
  if (place === undefined) throw new Error(`the leader, broker ${broker}, is not among the brokers`);
  return place;
}
