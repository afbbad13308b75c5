/** Record batches of one partition in a frame: [start, end) are the bytes of its records field, its length i32 stands before. */
export interface PartitionRecords {
  readonly topic: string;
  readonly partition: number;
  readonly start: number;
  readonly end: number;
}

class FrameReader {
  readonly frame: Buffer;
  at: number;

  constructor(frame: Buffer, at: number) {
    this.frame = frame;
    this.at = at;
  }

  int32(): number {
    this.at += 4;
    return this.frame.readInt32BE(this.at - 4);
  }

  string(): string {
    const length = this.frame.readInt16BE(this.at);
    const start = this.at + 2;
    this.at = start + Math.max(0, length);
    return this.frame.toString('utf8', start, this.at);
  }

  skip(bytes: number): this {
    this.at += bytes;
    return this;
  }

  array<T>(read: () => T): T[] {
    return Array.from({ length: Math.max(0, this.int32()) }, read);
  }

  records(topic: string, partition: number): PartitionRecords {
    const bytes = Math.max(0, this.int32());
    this.at += bytes;
    return { topic, partition, start: this.at - bytes, end: this.at };
  }
}

/** Of a produce request in version 8: length, key, version, correlation id, client id, then the body. */
export function producedRecords(request: Buffer): readonly PartitionRecords[] {
  const reader = new FrameReader(request, 12);
  reader.string();
  reader.string();
  return reader
    .skip(2 + 4)
    .array(() => {
      const topic = reader.string();
      return reader.array(() => reader.records(topic, reader.int32()));
    })
    .flat();
}

/** Of an answer to a fetch in version 11. */
export function fetchedRecords(answer: Buffer): readonly PartitionRecords[] {
  const reader = new FrameReader(answer, 8 + 4 + 2 + 4);
  return reader
    .array(() => {
      const topic = reader.string();
      return reader.array(() => {
        const partition = reader.int32();
        reader.skip(2 + 8 + 8 + 8).array(() => reader.skip(16));
        reader.skip(4);
        return reader.records(topic, partition);
      });
    })
    .flat();
}

/** The frame with other records for one partition. */
export function withRecords(frame: Buffer, { start, end }: PartitionRecords, records: Buffer): Buffer {
  const changed = Buffer.concat([frame.subarray(0, start), records, frame.subarray(end)]);
  changed.writeInt32BE(changed.length - 4, 0);
  changed.writeInt32BE(records.length, start - 4);
  return changed;
}
