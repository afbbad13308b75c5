import { RangeSet } from '../../evidence/ranges.ts';
import type { GroupReading as GroupFacts, GroupPartitionReading } from '../../evidence/types/audit.ts';
import type { PlannedGroup } from '../../scenarios/types.ts';
import type { ArrivedRecords } from '../drivers/driver.ts';
import { RecordIdentity, viewOf } from '../record-prefix.ts';
import { StretchRoom } from './listed-stretches.ts';
import { ProducerLogs } from './producer-logs.ts';

/** How far one member has got in one partition since it joined. */
interface MemberProgress {
  joined: number;
  next: number;
}

class GroupPartition {
  readonly topic: string;
  readonly partition: number;
  readonly producers: ProducerLogs;
  readonly skipped = new RangeSet();
  readonly wentBack = new RangeSet();
  readonly corrupted = new RangeSet();
  readonly members: MemberProgress[] = [];
  position = 0;
  reread = 0;

  constructor(topic: string, partition: number, room: StretchRoom) {
    this.topic = topic;
    this.partition = partition;
    this.producers = new ProducerLogs(room);
  }

  /** A member got the records at [from, to); none lacks between them. */
  got(member: MemberProgress, from: number, to: number): void {
    if (from < member.next) this.wentBack.add(from, Math.min(to, member.next));
    else if (from < this.position) this.reread += Math.min(to, this.position) - from;
    if (from > this.position) this.skipped.add(this.position, from);
    this.position = Math.max(this.position, to);
    member.next = Math.max(member.next, to);
  }
}

/**
 * What one group gets, as facts for the audit: offsets that its position jumped over, offsets to which a member went
 * back, and, of a group that reads every record, which sequences came. Payloads are the complete reading's to check.
 */
export class GroupReading {
  readonly #group: string;
  readonly #role: GroupFacts['role'];
  readonly #topics: readonly string[];
  readonly #run: number;
  readonly #room = new StretchRoom();
  readonly #identity = new RecordIdentity();
  readonly #partitions = new Map<string, GroupPartition>();
  /** How often each member has joined: what it got before does not bind it. */
  readonly #joined: number[] = [];

  constructor({ name, role, topics }: Pick<PlannedGroup, 'name' | 'role' | 'topics'>, run: number) {
    this.#group = name;
    this.#role = role;
    this.#topics = topics;
    this.#run = run;
  }

  /** The member goes on from what the group committed: it may get again what it had. */
  joined(member: number): void {
    this.#joined[member] = (this.#joined[member] ?? 0) + 1;
  }

  observe(arrived: ArrivedRecords, member: number): void {
    const { places } = arrived;
    if (places.count === 0) return;
    const partition = this.#partition(arrived);
    const progress = this.#progress(partition, member);
    const first = places.offsets[0] as number;
    if (places.lastOffset - first === places.count - 1) {
      partition.got(progress, first, places.lastOffset + 1);
    } else {
      for (let i = 0; i < places.count; i++) {
        const offset = places.offsets[i] as number;
        partition.got(progress, offset, offset + 1);
      }
    }
    if (this.#role === 'tail') this.#identify(arrived, partition);
  }

  /** Records that were read, each once; 0 for a group whose records are not told apart. */
  get records(): number {
    return [...this.#partitions.values()].reduce((sum, { producers }) => sum + producers.records, 0);
  }

  reading(): GroupFacts {
    return {
      group: this.#group,
      role: this.#role,
      topics: this.#topics,
      partitions: [...this.#partitions.values()].map(
        ({ topic, partition, position, skipped, wentBack, reread, corrupted, producers }): GroupPartitionReading => ({
          topic,
          partition,
          position,
          skipped: skipped.saved(),
          wentBack: wentBack.saved(),
          reread,
          corrupted: corrupted.saved(),
          producers: producers.readings(),
        }),
      ),
    };
  }

  #identify({ memory, places }: ArrivedRecords, { producers, corrupted }: GroupPartition): void {
    const { count, offsets, prefixStarts, valueStarts, valueEnds } = places;
    const view = viewOf(memory);
    const identity = this.#identity;
    for (let i = 0; i < count; i++) {
      const offset = offsets[i] as number;
      const prefixStart = prefixStarts[i] as number;
      if (prefixStart < 0) {
        if (valueStarts[i] === valueEnds[i]) corrupted.add(offset, offset + 1);
        continue;
      }
      if (!identity.read(view, prefixStart) || identity.run !== this.#run) continue;
      producers.of(identity.producer).add(identity.sequence, offset, identity.intendedMicros);
    }
  }

  #partition({ topic, partition }: ArrivedRecords): GroupPartition {
    const key = `${topic}/${partition}`;
    let known = this.#partitions.get(key);
    if (known === undefined) {
      known = new GroupPartition(topic, partition, this.#room);
      this.#partitions.set(key, known);
    }
    return known;
  }

  #progress({ members }: GroupPartition, member: number): MemberProgress {
    const joined = this.#joined[member] ?? 0;
    let progress = members[member];
    if (progress === undefined || progress.joined !== joined) {
      progress = { joined, next: 0 };
      members[member] = progress;
    }
    return progress;
  }
}
