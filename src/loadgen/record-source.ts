import { partitionOfKey } from '../kafka/records/key-partitioner.ts';
import { recordKey } from '../scenarios/record-key.ts';
import type { KeyDistribution, Plan, PlannedTopic } from '../scenarios/types.ts';
import { LANE, random01 } from './counter-random.ts';
import { type PayloadTemplate, payloadTemplates } from './payload-templates.ts';
import { PREFIX_BYTES, viewOf, writePrefix } from './record-prefix.ts';

/**
 * What record i of a topic is: key, partition and payload, as pure functions of (seed, topic, i).
 * Only the 32 bytes of the prefix differ between targets and runs.
 */
export class RecordSource {
  readonly topic: PlannedTopic;
  /** The prefix's number for this run, target and repetition. */
  readonly run: number;
  readonly #seed: number;
  readonly #topicIndex: number;
  readonly #templates: readonly PayloadTemplate[];
  readonly #keys: readonly Buffer[];
  readonly #partitionOfKey: Int32Array;
  /** Cumulative shares, where keys are not uniform. */
  readonly #cumulative: Float64Array | null;

  constructor(plan: Plan, topicIndex: number, run: number) {
    const topic = plan.topics[topicIndex];
    if (topic === undefined) throw new RangeError(`the plan has no topic ${topicIndex}`);
    this.topic = topic;
    this.#seed = plan.seed;
    this.#topicIndex = topicIndex;
    this.run = run;
    this.#templates = payloadTemplates(plan.records, plan.seed, topicIndex);
    const keys = plan.records.keys;
    const count = keys.kind === 'none' ? 0 : keys.count;
    this.#keys = Array.from({ length: count }, (_, k) => Buffer.from(recordKey(k)));
    this.#partitionOfKey = Int32Array.from(this.#keys, (key) => partitionOfKey(key, topic.partitions));
    this.#cumulative = keys.kind === 'zipf' ? zipfCumulative(keys) : null;
  }

  /** Records without a key go to the partitions in turn. */
  partition(index: number): number {
    if (this.#keys.length === 0) return index % this.topic.partitions;
    return this.#partitionOfKey[this.#keyNumber(index)] as number;
  }

  key(index: number): Buffer | null {
    return this.#keys.length === 0 ? null : (this.#keys[this.#keyNumber(index)] as Buffer);
  }

  template(index: number): PayloadTemplate {
    return this.#templates[index % this.#templates.length] as PayloadTemplate;
  }

  /** Value and, for one too small to hold it, the prefix apart. */
  encode(index: number, producer: number, sequence: number, intendedMicros: number): EncodedValue {
    const template = this.template(index);
    const fields = { producer, run: this.run, sequence, intendedMicros, payloadCrc: template.payloadCrc };
    if (template.prefixInHeader) {
      const prefix = Buffer.allocUnsafe(PREFIX_BYTES);
      writePrefix(viewOf(prefix), 0, fields);
      return { value: template.payload, prefixHeader: prefix };
    }
    const value = Buffer.allocUnsafe(template.valueBytes);
    writePrefix(viewOf(value), 0, fields);
    template.payload.copy(value, PREFIX_BYTES);
    return { value, prefixHeader: null };
  }

  #keyNumber(index: number): number {
    const u = random01(this.#seed, this.#topicIndex, index, LANE.key);
    return this.#cumulative === null ? Math.floor(u * this.#keys.length) : firstAbove(this.#cumulative, u);
  }
}

export interface EncodedValue {
  readonly value: Buffer;
  readonly prefixHeader: Buffer | null;
}

function zipfCumulative(keys: Extract<KeyDistribution, { kind: 'zipf' }>): Float64Array {
  const cumulative = new Float64Array(keys.count);
  let sum = 0;
  for (let k = 0; k < keys.count; k++) {
    sum += 1 / (k + 1) ** keys.exponent;
    cumulative[k] = sum;
  }
  return cumulative.map((value) => value / sum);
}

function firstAbove(cumulative: Float64Array, u: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((cumulative[middle] as number) > u) high = middle;
    else low = middle + 1;
  }
  return low;
}
