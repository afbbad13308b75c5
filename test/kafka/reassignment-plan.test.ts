import { describe, expect, it } from 'vitest';
import type { Reassignment } from '../../src/kafka/reassignment.ts';
import { type PlacedBroker, planReassignment, planRotation } from '../../src/kafka/reassignment-plan.ts';

const broker = (id: number, rack: string | null = null): PlacedBroker => ({ id, rack });
const inZones = (...zones: string[]) => zones.map((zone, index) => broker(index + 1, zone));

/** Partitions with their copies on consecutive brokers, as Kafka lays them out itself. */
const topicOf = (name: string, partitions: number, copies: number, brokers: readonly PlacedBroker[]): Reassignment[] =>
  Array.from({ length: partitions }, (_, partition) => ({
    topic: name,
    partition,
    replicas: Array.from({ length: copies }, (_, copy) => brokers[(partition + copy) % brokers.length]?.id ?? 0),
  }));

const key = ({ topic, partition }: Reassignment) => `${topic}/${partition}`;

function applied(before: readonly Reassignment[], moves: readonly Reassignment[]): readonly Reassignment[] {
  const byKey = new Map(moves.map((move) => [key(move), move]));
  return before.map((partition) => byKey.get(key(partition)) ?? partition);
}

const copiesOn = (partitions: readonly Reassignment[], id: number) =>
  partitions.filter(({ replicas }) => replicas.includes(id)).length;
const ledBy = (partitions: readonly Reassignment[], id: number) =>
  partitions.filter(({ replicas }) => replicas[0] === id).length;

/** Copies that have to be made. */
const copied = (before: readonly Reassignment[], after: readonly Reassignment[]) =>
  before.reduce((sum, { replicas }, index) => {
    const old = new Set(replicas);
    return sum + (after[index]?.replicas.filter((id) => !old.has(id)).length ?? 0);
  }, 0);

describe('a broker that is added', () => {
  it('takes its share of copies and leaders, and nothing moves between the others', () => {
    const before = topicOf('orders', 12, 1, inZones('a', 'b', 'c'));
    const after = applied(before, planReassignment(before, inZones('a', 'b', 'c', 'a')));
    expect([1, 2, 3, 4].map((id) => ledBy(after, id))).toEqual([3, 3, 3, 3]);
    expect(copied(before, after)).toBe(3);
  });

  it('shares only with its own rack what has a copy in every rack, and leads a quarter all the same', () => {
    const before = topicOf('orders', 12, 3, inZones('a', 'b', 'c'));
    const after = applied(before, planReassignment(before, inZones('a', 'b', 'c', 'a')));
    expect([1, 2, 3, 4].map((id) => copiesOn(after, id))).toEqual([6, 12, 12, 6]);
    expect([1, 2, 3, 4].map((id) => ledBy(after, id))).toEqual([3, 3, 3, 3]);
    expect(copied(before, after)).toBe(6);
  });

  it('takes its share of every topic, not all of one', () => {
    const three = inZones('a', 'b', 'c');
    const before = [...topicOf('orders', 12, 1, three), ...topicOf('payments', 12, 1, three)];
    const after = applied(before, planReassignment(before, inZones('a', 'b', 'c', 'a')));
    for (const topic of ['orders', 'payments']) {
      const ofTopic = after.filter((partition) => partition.topic === topic);
      expect([1, 2, 3, 4].map((id) => ledBy(ofTopic, id))).toEqual([3, 3, 3, 3]);
    }
  });
});

describe('a broker that is removed', () => {
  it('holds nothing any more, and only its own copies are made anew', () => {
    const four = inZones('a', 'b', 'c', 'a');
    const before = applied(
      topicOf('orders', 12, 3, inZones('a', 'b', 'c')),
      planReassignment(topicOf('orders', 12, 3, inZones('a', 'b', 'c')), four),
    );
    const after = applied(before, planReassignment(before, four.slice(0, 3)));
    expect(copiesOn(after, 4)).toBe(0);
    expect(after.every(({ replicas }) => replicas.length === 3)).toBe(true);
    expect(copied(before, after)).toBe(copiesOn(before, 4));
    expect([1, 2, 3].map((id) => ledBy(after, id))).toEqual([4, 4, 4]);
  });

  it('leaves one copy fewer where no broker is left that has none', () => {
    const three = inZones('a', 'b', 'c');
    const before = topicOf('orders', 6, 3, three);
    const after = applied(before, planReassignment(before, three.slice(0, 2)));
    expect(after.map(({ replicas }) => replicas.toSorted())).toEqual(Array.from({ length: 6 }, () => [1, 2]));
    expect([1, 2].map((id) => ledBy(after, id))).toEqual([3, 3]);
  });
});

it('an even placement is left as it is', () => {
  const three = inZones('a', 'b', 'c');
  expect(planReassignment(topicOf('orders', 12, 2, three), three)).toEqual([]);
});

describe('whatever changes', () => {
  /** Deterministic and of no quality: it only has to differ. */
  const random = (seed: number) => () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed / 2 ** 31;
  };

  it('copies stay as many, on the named brokers, each once, over no fewer racks, and evenly without racks', () => {
    for (let seed = 0; seed < 200; seed++) {
      const next = random(seed + 1);
      const below = (limit: number) => Math.floor(next() * limit);
      const zoned = below(2) === 0;
      const rack = () => (zoned ? `zone-${below(3)}` : null);
      const brokers = Array.from({ length: 3 + below(5) }, (_, index) => broker(index + 1, rack()));
      const copies = 1 + below(3);
      const before = Array.from({ length: 1 + below(40) }, (_, partition) => ({
        topic: `topic-${partition % 3}`,
        partition,
        replicas: brokers
          .map(({ id }) => ({ id, order: next() }))
          .toSorted((a, b) => a.order - b.order)
          .slice(0, copies)
          .map(({ id }) => id),
      }));
      const leaving = below(2) === 0 ? 1 + below(brokers.length) : null;
      const remaining = [...brokers.filter(({ id }) => id !== leaving), broker(99, rack())];
      const after = applied(before, planReassignment(before, remaining));
      const rackOf = new Map([...brokers, ...remaining].map(({ id, rack: own }) => [id, own ?? String(id)]));
      const racks = (ids: readonly number[]) => new Set(ids.map((id) => rackOf.get(id))).size;
      const allowed = new Set(remaining.map(({ id }) => id));
      after.forEach(({ replicas }, index) => {
        const old = before[index]?.replicas ?? [];
        expect(replicas, `seed ${seed}`).toHaveLength(copies);
        expect(new Set(replicas).size).toBe(copies);
        expect(replicas.filter((id) => !allowed.has(id))).toEqual([]);
        expect(racks(replicas)).toBeGreaterThanOrEqual(Math.min(racks(old), racks([...allowed])));
      });
      if (zoned) continue;
      const held = remaining.map(({ id }) => copiesOn(after, id));
      expect(Math.max(...held) - Math.min(...held)).toBeLessThanOrEqual(1);
    }
  });
});

describe('a rotation', () => {
  it('moves every copy to the next broker where another one is free', () => {
    const three = inZones('a', 'b', 'c');
    const before = topicOf('orders', 6, 2, three);
    const moves = planRotation(before, three);
    expect(moves).toHaveLength(6);
    expect(moves[0]?.replicas).toEqual([2, 3]);
    expect(copied(before, applied(before, moves))).toBe(6);
  });

  it('moves only who leads where every broker has a copy already', () => {
    const three = inZones('a', 'b', 'c');
    const before = topicOf('orders', 6, 3, three);
    const after = applied(before, planRotation(before, three));
    expect(copied(before, after)).toBe(0);
    expect(after.map(({ replicas }) => replicas[0])).toEqual(
      before.map(({ replicas }) => ((replicas[0] ?? 0) % 3) + 1),
    );
  });

  it('keeps copies in different racks', () => {
    const four = inZones('a', 'b', 'c', 'a');
    const before = [{ topic: 'orders', partition: 0, replicas: [2, 3, 4] }];
    expect(planRotation(before, four)).toEqual([{ topic: 'orders', partition: 0, replicas: [3, 4, 2] }]);
  });
});
