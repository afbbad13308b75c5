import { crc32c } from '@node-rs/crc32';
import type { PartitionReading } from '../../evidence/types/audit.ts';
import type { ArrivedRecords } from '../drivers/driver.ts';
import { PREFIX_BYTES, type RecordPrefix, readPrefix, readProvenPrefix } from '../record-prefix.ts';

interface Stretch {
  readonly producer: number;
  readonly from: number;
  to: number;
  readonly offset: number;
}

class PartitionLog {
  readonly topic: string;
  readonly partition: number;
  readonly end: number;
  position = 0;
  foreign = 0;
  readonly corruptedOffsets: number[] = [];
  readonly stretches: Stretch[] = [];
  readonly #latest = new Map<number, Stretch>();

  constructor(topic: string, partition: number, end: number) {
    this.topic = topic;
    this.partition = partition;
    this.end = end;
  }

  add({ producer, sequence }: RecordPrefix, offset: number): void {
    const latest = this.#latest.get(producer);
    if (latest?.to === sequence) {
      latest.to++;
      return;
    }
    const stretch = { producer, from: sequence, to: sequence + 1, offset };
    this.#latest.set(producer, stretch);
    this.stretches.push(stretch);
  }
}

/**
 * One reading of every partition from its first offset to the end that it had when the load had settled.
 * It notes which sequences stand there, in order, as stretches: facts for the audit, which judges them.
 */
export class CompleteReading {
  readonly #run: number;
  readonly #logs = new Map<string, PartitionLog>();

  /** `ends`: end offset by partition of each topic. */
  constructor(run: number, ends: readonly { readonly topic: string; readonly offsets: readonly number[] }[]) {
    this.#run = run;
    for (const { topic, offsets } of ends) {
      offsets.forEach((end, partition) => {
        this.#logs.set(`${topic}/${partition}`, new PartitionLog(topic, partition, end));
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
    const proven = arrived.provesPayloads();
    for (let i = 0; i < places.count; i++) {
      const offset = places.offsets[i] as number;
      if (offset >= log.end) break;
      // A reader that joins its group anew may read a stretch twice; it stands in the log once.
      if (offset < log.position) continue;
      log.position = offset + 1;
      const prefix = proven ? prefixOf(arrived, i) : intactPrefixOf(arrived, i);
      if (prefix === null) log.corruptedOffsets.push(offset);
      else if (prefix.run !== this.#run) log.foreign++;
      else log.add(prefix, offset);
    }
  }

  partitions(): PartitionReading[] {
    return [...this.#logs.values()].map((log) => ({
      topic: log.topic,
      partition: log.partition,
      complete: log.position >= log.end,
      stretches: log.stretches,
      corruptedOffsets: log.corruptedOffsets,
      foreign: log.foreign,
    }));
  }
}

/** The prefix of a record whose payload it describes, by the CRC of the batch. */
function prefixOf({ memory, places }: ArrivedRecords, i: number): RecordPrefix | null {
  return readProvenPrefix(memory, places.prefixStarts[i] as number);
}

/** The record's prefix where prefix and payload both match their CRCs; null otherwise. */
function intactPrefixOf({ memory, places }: ArrivedRecords, i: number): RecordPrefix | null {
  const prefixStart = places.prefixStarts[i] as number;
  const prefix = prefixStart < 0 ? null : readPrefix(memory, prefixStart);
  if (prefix === null) return null;
  const valueStart = places.valueStarts[i] as number;
  const payloadStart = prefixStart === valueStart ? valueStart + PREFIX_BYTES : valueStart;
  return crc32c(memory.subarray(payloadStart, places.valueEnds[i])) === prefix.payloadCrc ? prefix : null;
}
