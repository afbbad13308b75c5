import { crc32c } from '@node-rs/crc32';
import { RangeSet } from '../../evidence/ranges.ts';
import type { PartitionReading } from '../../evidence/types/audit.ts';
import type { ArrivedRecords } from '../drivers/driver.ts';
import { PREFIX_BYTES, RecordIdentity, type RecordPrefix, readPrefix, viewOf } from '../record-prefix.ts';
import { StretchRoom } from './listed-stretches.ts';
import { ProducerLogs } from './producer-logs.ts';

class PartitionLog {
  readonly topic: string;
  readonly partition: number;
  readonly end: number;
  readonly producers: ProducerLogs;
  readonly corrupted = new RangeSet();
  readonly unidentified = new RangeSet();
  readonly absent = new RangeSet();
  position = 0;
  foreign = 0;

  constructor(topic: string, partition: number, end: number, room: StretchRoom) {
    this.topic = topic;
    this.partition = partition;
    this.end = end;
    this.producers = new ProducerLogs(room);
  }

  /** False where the record is not ours to read, or was read before. */
  reaches(offset: number): boolean {
    if (offset < this.position) return false;
    if (offset > this.position) this.absent.add(this.position, offset);
    this.position = offset + 1;
    return true;
  }

  addCorrupted(offset: number, prefix: RecordPrefix | null): void {
    this.corrupted.add(offset, offset + 1);
    if (prefix === null) this.unidentified.add(offset, offset + 1);
    else this.producers.of(prefix.producer).addDamaged(prefix.sequence);
  }
}

/**
 * One reading of every partition from its first offset to the end that it had when the load had settled.
 * It notes which sequences stand there, and which twice or out of order: facts for the audit, which judges them.
 */
export class CompleteReading {
  readonly #run: number;
  readonly #identity = new RecordIdentity();
  readonly #logs = new Map<string, PartitionLog>();

  /** `ends`: end offset by partition of each topic. */
  constructor(run: number, ends: readonly { readonly topic: string; readonly offsets: readonly number[] }[]) {
    this.#run = run;
    const room = new StretchRoom();
    for (const { topic, offsets } of ends) {
      offsets.forEach((end, partition) => {
        this.#logs.set(`${topic}/${partition}`, new PartitionLog(topic, partition, end, room));
      });
    }
  }

  get done(): boolean {
    return [...this.#logs.values()].every((log) => log.position >= log.end);
  }

  observe(arrived: ArrivedRecords): void {
    const log = this.#logs.get(`${arrived.topic}/${arrived.partition}`);
    if (log === undefined) return;
    const { places } = arrived;
    const view = viewOf(arrived.memory);
    const isProven = arrived.provesPayloads();
    for (let i = 0; i < places.count; i++) {
      const offset = places.offsets[i] as number;
      if (offset >= log.end) break;
      // A reader that joins its group anew may read a stretch twice; it stands in the log once.
      if (!log.reaches(offset)) continue;
      if (isProven) this.#take(log, offset, view, places.prefixStarts[i] as number);
      else this.#check(log, offset, arrived, i);
    }
  }

  /** A record whose prefix and payload are what the CRC of the batch shows. */
  #take(log: PartitionLog, offset: number, view: DataView, prefixStart: number): void {
    const identity = this.#identity;
    if (!identity.read(view, prefixStart)) log.addCorrupted(offset, null);
    else if (identity.run !== this.#run) log.foreign++;
    else log.producers.of(identity.producer).add(identity.sequence, offset, identity.intendedMicros);
  }

  #check(log: PartitionLog, offset: number, arrived: ArrivedRecords, i: number): void {
    const prefixStart = arrived.places.prefixStarts[i] as number;
    const prefix = prefixStart < 0 ? null : readPrefix(arrived.memory, prefixStart);
    if (prefix === null) log.addCorrupted(offset, null);
    else if (prefix.run !== this.#run) log.foreign++;
    else if (!hasItsPayload(arrived, i, prefix)) log.addCorrupted(offset, prefix);
    else log.producers.of(prefix.producer).add(prefix.sequence, offset, prefix.intendedMicros);
  }

  partitions(): PartitionReading[] {
    return [...this.#logs.values()].map((log) => ({
      topic: log.topic,
      partition: log.partition,
      complete: log.position >= log.end,
      end: log.position,
      producers: log.producers.readings(),
      corrupted: log.corrupted.saved(),
      unidentified: log.unidentified.saved(),
      absent: log.absent.saved(),
      foreign: log.foreign,
    }));
  }
}

function hasItsPayload({ memory, places }: ArrivedRecords, i: number, { payloadCrc }: RecordPrefix): boolean {
  const valueStart = places.valueStarts[i] as number;
  const payloadStart = places.prefixStarts[i] === valueStart ? valueStart + PREFIX_BYTES : valueStart;
  return crc32c(memory.subarray(payloadStart, places.valueEnds[i])) === payloadCrc;
}
