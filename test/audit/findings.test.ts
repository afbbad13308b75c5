import { describe, expect, it } from 'vitest';
import { account } from '../../src/audit/account.ts';
import type { AuditFinding, GroupReading, Stretch } from '../../src/evidence/types/audit.ts';
import { outcomes, polled, reading } from './readings.ts';

const named = (findings: readonly AuditFinding[]) => findings.map(({ name }) => name);

/** The group's only partition, otherwise than it was. */
const withPolls = (group: GroupReading, over: Partial<GroupReading['partitions'][number]>): GroupReading => ({
  ...group,
  partitions: group.partitions.map((partition) => ({ ...partition, ...over })),
});

describe('a lost write', () => {
  it('is told by its sequences, by the offset before which it is missing, and by when its neighbours were due', () => {
    const { findings, found } = account([outcomes()], [reading([0, 40], [42, 100])]);
    expect(findings).toEqual([
      {
        name: 'lost-write',
        topic: 'orders',
        partition: 0,
        producer: 0,
        group: null,
        records: 2,
        permitted: false,
        offsets: [[40, 40]],
        sequences: [[40, 42]],
        more: false,
        intendedMicros: { first: 39_000, last: 42_000 },
      },
    ]);
    expect(found).toMatchObject({ 'lost-write': 2, unseen: 0 });
  });

  it('at the end of the log is missing from after the last record on', () => {
    const [finding] = account([outcomes()], [reading([0, 90])]).findings;
    expect(finding).toMatchObject({
      sequences: [[90, 100]],
      offsets: [[90, 90]],
      intendedMicros: { first: 89_000, last: null },
    });
  });

  it('is not found where the log was not read to its end', () => {
    const { findings } = account([outcomes()], [{ ...reading([0, 90]), complete: false }]);
    expect(findings).toEqual([]);
  });

  it('is told apart from records whose place is taken by damaged ones', () => {
    const log = {
      ...reading([0, 40], [43, 60, { at: 43 }], [61, 100]),
      corrupted: [[40, 43]] as const,
      unidentified: [[40, 43]] as const,
    };
    const { findings, totals } = account([outcomes()], [log]);
    expect(findings).toMatchObject([
      { name: 'lost-write', sequences: [[60, 61]], offsets: [[60, 60]], records: 1 },
      { name: 'corrupted', sequences: [[40, 43]], offsets: [[40, 43]], records: 3, producer: 0 },
    ]);
    expect(totals).toMatchObject({ lost: 4, corrupted: 3, delivered: 96 });
  });

  it('stays one where fewer records are damaged than are missing', () => {
    const log = { ...reading([0, 40], [43, 100, { at: 42 }]), corrupted: [[40, 42]] as const };
    const { findings } = account([outcomes()], [{ ...log, unidentified: log.corrupted }]);
    expect(findings).toMatchObject([
      { name: 'lost-write', sequences: [[40, 43]] },
      { name: 'corrupted', sequences: [], producer: null },
    ]);
  });

  it('that finds too few damaged records leaves them to another that they suffice for', () => {
    const books = [
      outcomes({ acknowledged: [[0, 3]] }),
      outcomes({ producer: 1, acknowledged: [[0, 3]] }),
      outcomes({ producer: 2, acknowledged: [[0, 2]] }),
    ];
    // Of 3 damaged records 2 are producer 0's; 1 is too few for the 2 that producer 1 misses, and enough for producer 2.
    const first = (producer: number) => [0, 1, { producer }] as const;
    const log = { ...reading(first(0), first(1), first(2)), end: 6, corrupted: [[3, 6]] as const };
    const { findings } = account(books, [{ ...log, unidentified: log.corrupted }]);
    expect(findings).toMatchObject([
      { name: 'lost-write', producer: 1, sequences: [[1, 3]] },
      { name: 'corrupted', records: 3 },
    ]);
  });

  it('is not made up for by a damaged record that another producer misses too', () => {
    const books = [outcomes({ acknowledged: [[0, 2]] }), outcomes({ producer: 1, acknowledged: [[0, 2]] })];
    const log = { ...reading([0, 1], [0, 1, { producer: 1 }]), end: 3, corrupted: [[2, 3]] as const };
    const { found } = account(books, [{ ...log, unidentified: log.corrupted }]);
    expect(found).toMatchObject({ 'lost-write': 1, corrupted: 1 });
  });
});

describe('a reading with more stretches than it lists', () => {
  /** Only the first of its stretches is listed. */
  const cut = <T extends { readonly stretches: readonly Stretch[] }>(producer: T): T => ({
    ...producer,
    stretches: producer.stretches.slice(0, 1),
    listsAll: false,
  });
  const books = outcomes({ acknowledged: [[0, 30]] });
  const whole = reading([0, 10], [11, 20], [21, 30]);
  const log = { ...whole, producers: whole.producers.map(cut) };

  it('does not tell between which records something is missing, only what', () => {
    const [all] = account([books], [whole]).findings;
    expect(all).toMatchObject({
      offsets: [
        [10, 10],
        [19, 19],
      ],
    });
    const { findings } = account([books], [log]);
    expect(findings).toMatchObject([
      {
        name: 'lost-write',
        records: 2,
        sequences: [
          [10, 11],
          [20, 21],
        ],
        offsets: [],
        intendedMicros: null,
      },
    ]);
  });

  it('does not take a lost write for a damaged record that stands elsewhere', () => {
    // Sequence 10 is missing; the damaged record took the place of another producer's, far behind.
    const torn = {
      ...reading([0, 10], [11, 20], [20, 30, { at: 20 }]),
      corrupted: [[19, 20]] as const,
      unidentified: [[19, 20]] as const,
    };
    const found = (it: typeof torn) => account([books], [it]).found;
    expect(found(torn)).toMatchObject({ 'lost-write': 1, corrupted: 1 });
    expect(found({ ...torn, producers: torn.producers.map(cut) })).toMatchObject({ 'lost-write': 1, corrupted: 1 });
  });

  it('does not tell which records a group skipped, as more than those listed may stand there', () => {
    const group = withPolls(polled([0, 30]), { skipped: [[5, 8]] });
    const named = (it: typeof whole) => account([books], [it], [group]).findings.filter((it) => it.group === 'live');
    expect(named(whole)).toMatchObject([{ producer: 0, sequences: [[5, 8]], offsets: [[5, 8]] }]);
    expect(named(log)).toMatchObject([{ producer: null, sequences: [], offsets: [[5, 8]] }]);
  });

  it('of a group does not tell where the group did not see what it did not', () => {
    const group = polled([0, 10], [12, 30]);
    const own = withPolls(group, { producers: group.partitions.flatMap(({ producers }) => producers.map(cut)) });
    const { findings } = account([books], [reading([0, 30])], [own]);
    expect(findings).toMatchObject([{ name: 'unseen', sequences: [[10, 12]], offsets: [], intendedMicros: null }]);
  });
});

describe('a record that stands in the log', () => {
  it('twice is a duplicate where it stands again, with when it was due', () => {
    const { findings } = account([outcomes()], [reading([0, 50], [40, 50], [50, 100])]);
    expect(findings).toMatchObject([
      {
        name: 'duplicate',
        records: 10,
        sequences: [[40, 50]],
        offsets: [[50, 60]],
        intendedMicros: { first: 40_000, last: 49_000 },
      },
    ]);
  });

  it('three times counts twice, in one range', () => {
    const { findings } = account([outcomes()], [reading([0, 50], [49, 50], [49, 50], [50, 100])]);
    expect(findings).toMatchObject([
      {
        name: 'duplicate',
        records: 2,
        sequences: [[49, 50]],
        offsets: [
          [50, 51],
          [51, 52],
        ],
      },
    ]);
  });

  it('behind a higher sequence is a reordering, and no lost write', () => {
    const { findings } = account([outcomes()], [reading([0, 10], [20, 30], [10, 20], [30, 100])]);
    expect(findings).toMatchObject([{ name: 'reordering', records: 10, sequences: [[10, 20]], offsets: [[20, 30]] }]);
  });

  it('though it was refused for good, or never sent, is an aborted read', () => {
    const books = outcomes({ acknowledged: [[0, 90]], failed: [[90, 95]], unsent: [[95, 100]] });
    const { findings, totals } = account([books], [reading([0, 96])]);
    expect(findings).toMatchObject([{ name: 'aborted-read', sequences: [[90, 96]], offsets: [[90, 96]] }]);
    expect(totals.unexpected).toBe(6);
  });

  it('of a producer that was told nothing is an aborted read', () => {
    const { findings } = account([outcomes({ acknowledged: [] })], [reading([0, 3, { producer: 7 }])]);
    expect(findings).toMatchObject([{ name: 'aborted-read', producer: 7, records: 3 }]);
  });

  it('between those of another producer is told by the offsets between which it lies', () => {
    const books = [outcomes({ acknowledged: [], failed: [[0, 2]] }), outcomes({ producer: 1, acknowledged: [[0, 1]] })];
    const { findings } = account(books, [reading([0, 1], [0, 1, { producer: 1 }], [1, 2])]);
    expect(findings).toMatchObject([{ name: 'aborted-read', producer: 0, offsets: [[0, 3]] }]);
  });
});

describe('a group', () => {
  it('that got everything that is there has read all that was acknowledged and delivered', () => {
    const log = reading([0, 40], [42, 100]);
    const { findings, groups } = account([outcomes()], [log], [polled([0, 40], [42, 100])]);
    expect(named(findings)).toEqual(['lost-write']);
    expect(groups).toEqual([{ group: 'live', role: 'tail', read: 98, unseen: 0, reread: 0 }]);
  });

  it('that stopped before the end has not seen the rest, from where it stopped to the end of the log', () => {
    const { findings } = account([outcomes()], [reading([0, 100])], [polled([0, 95])]);
    expect(findings).toMatchObject([
      { name: 'unseen', group: 'live', producer: 0, sequences: [[95, 100]], offsets: [[95, 100]], records: 5 },
    ]);
  });

  it('that got nothing of a partition has seen none of it', () => {
    const { found, groups } = account([outcomes()], [reading([0, 100])], [{ ...polled(), partitions: [] }]);
    expect(found.unseen).toBe(100);
    expect(groups).toMatchObject([{ read: 0, unseen: 100 }]);
  });

  it('is not held to topics that it does not read', () => {
    const { findings } = account(
      [outcomes()],
      [reading([0, 100])],
      [{ ...polled(), topics: ['other'], partitions: [] }],
    );
    expect(findings).toEqual([]);
  });

  it('whose position jumps over records has skipped them', () => {
    const group = withPolls(polled([0, 40], [50, 100, { at: 50 }]), { skipped: [[40, 50]] });
    expect(account([outcomes()], [reading([0, 100])], [group]).findings).toMatchObject([
      { name: 'skipped-poll', group: 'live', producer: 0, offsets: [[40, 50]], sequences: [[40, 50]], records: 10 },
      { name: 'unseen', sequences: [[40, 50]], offsets: [[40, 50]] },
    ]);
  });

  it('whose position jumps over offsets without a record has not skipped any', () => {
    const log = { ...reading([0, 40], [40, 100, { at: 45 }]), absent: [[40, 45]] as const };
    const group = withPolls(polled([0, 40], [40, 100, { at: 45 }]), { skipped: [[40, 45]] });
    expect(account([outcomes()], [log], [group]).findings).toEqual([]);
  });

  it('whose member goes back without having joined anew has a non-monotonic poll', () => {
    const group = withPolls(polled([0, 100]), { wentBack: [[30, 33]], reread: 8 });
    const { findings, groups } = account([outcomes()], [reading([0, 100])], [group]);
    expect(findings).toMatchObject([{ name: 'non-monotonic-poll', offsets: [[30, 33]], sequences: [[30, 33]] }]);
    expect(groups).toMatchObject([{ reread: 8 }]);
  });

  it('that got a damaged batch which the log has intact has a corrupted record of its own', () => {
    const group = withPolls(polled([0, 10], [12, 100, { at: 12 }]), { corrupted: [[10, 12]] });
    const { findings } = account([outcomes()], [reading([0, 100])], [group]);
    expect(findings).toMatchObject([
      { name: 'unseen', sequences: [[10, 12]] },
      { name: 'corrupted', group: 'live', offsets: [[10, 12]], sequences: [[10, 12]] },
    ]);
  });
});

describe('findings', () => {
  it('list their first 20 ranges and say that there are more', () => {
    const every = Array.from({ length: 50 }, (_, i) => [2 * i, 2 * i + 1] as const);
    const { findings, totals } = account([outcomes()], [reading(...every)]);
    expect(findings).toMatchObject([{ name: 'lost-write', records: 50, more: true }]);
    expect(findings[0]?.sequences).toEqual(every.slice(0, 20).map(([, from]) => [from, from + 1]));
    expect(totals.lost).toBe(50);
  });

  it('list the first 100 of a name and count the others', () => {
    const partitions = Array.from({ length: 150 }, (_, partition) => partition);
    const { findings, found, findingsLeftOut } = account(
      partitions.map((partition) => outcomes({ partition })),
      partitions.map((partition) => ({ ...reading([0, 99]), partition })),
    );
    expect(findings).toHaveLength(100);
    expect(findingsLeftOut).toBe(50);
    expect(found['lost-write']).toBe(150);
  });

  it('leave no more than 1,000 ranges of a partition in the file, and say how many records the others are', () => {
    const acknowledged = Array.from({ length: 3_000 }, (_, i) => [2 * i, 2 * i + 1] as const);
    const { partitions } = account([outcomes({ acknowledged })], [reading([0, 6_000])]);
    expect(partitions[0]?.acknowledged).toHaveLength(1_000);
    expect(partitions[0]?.leftOut).toEqual({ acknowledged: 2_000 });
  });
});
