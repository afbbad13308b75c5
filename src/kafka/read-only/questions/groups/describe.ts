import { setTimeout as delay } from 'node:timers/promises';
import type { CommittedOffset, GroupAnswer, GroupListing } from '../../answers.ts';
import { atMost, inParts } from '../../at-most.ts';
import { Collected, readingOf } from '../../collected.ts';
import { coordinatorHasMoved, errorOf, type Needed } from '../../error-codes.ts';
import type { Known } from '../../known.ts';
import type { Reading } from '../../reading.ts';
import { Unanswered, unanswered } from '../../unanswered.ts';
import { COMMITTED_OF } from './committed.ts';
import { group, listedBy } from './list.ts';
import { type DescribedGroup, MEMBERS_OF } from './members.ts';

const COORDINATORS_AT_A_TIME = 8;
const GROUPS_AT_A_TIME = 100;
const MOVING_MS = 1_000;
/** What a coordinator says of a group that is not there. */
const DEAD = 'Dead';

export const readDescribedGroups = (
  known: Known,
  groups: readonly GroupListing[],
): Promise<Reading<readonly GroupAnswer[]>> =>
  readingOf(async (collected) => {
    await known.live();
    const found: GroupAnswer[] = [];
    const moved = await describeAll({ known, collected, found, isLast: false }, groups);
    if (moved.length > 0) {
      await delay(MOVING_MS, undefined, { signal: known.brokers.gate.signal });
      const { listed, gone } = await listedAgain(known, moved);
      for (const { id } of gone) collected.lacks(`group ${id}`, isGone(), { kind: 'group', name: id });
      await describeAll({ known, collected, found, isLast: true }, listed);
    }
    return collected.reading(
      found.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      found.length === 0,
    );
  });

interface Describing {
  readonly known: Known;
  readonly collected: Collected;
  readonly found: GroupAnswer[];
  /** Nobody is asked once more. */
  readonly isLast: boolean;
}

/** Gives those whose coordinator is another one now. */
async function describeAll(describing: Describing, groups: readonly GroupListing[]): Promise<readonly GroupListing[]> {
  const coordinators = [...Map.groupBy(groups, ({ coordinator }) => coordinator)];
  const moved = await atMost(COORDINATORS_AT_A_TIME, coordinators, async ([coordinator, of]) => {
    const elsewhere: GroupListing[] = [];
    for (const [, ofKind] of Map.groupBy(of, ({ kind }) => kind)) {
      for (const part of inParts(ofKind, GROUPS_AT_A_TIME)) {
        elsewhere.push(...(await describePart(describing, coordinator, part)));
      }
    }
    return elsewhere;
  });
  return moved.flat();
}

/** Of one coordinator and one kind. */
async function describePart(
  describing: Describing,
  coordinator: number,
  groups: readonly GroupListing[],
): Promise<readonly GroupListing[]> {
  const { known, collected, found, isLast } = describing;
  const [first] = groups;
  if (first === undefined) return [];
  try {
    const { api, told, groups: described } = await MEMBERS_OF[first.kind](known, coordinator, groups);
    collected.told(api, told);
    const byId = new Map(described.map((one) => [one.id, one]));
    const isElsewhere = ({ id }: GroupListing): boolean => !isLast && coordinatorHasMoved(byId.get(id)?.errorCode ?? 0);
    const here = groups.filter(
      (listing) => !isElsewhere(listing) && isThere(describing, listing, byId.get(listing.id)),
    );
    const offsets = await committedBy(describing, coordinator, here);
    for (const listing of here) {
      const { state = listing.state, members = [] } = byId.get(listing.id) ?? {};
      found.push({ ...listing, state, members, offsets: offsets.get(listing.id) ?? [] });
    }
    return groups.filter(isElsewhere);
  } catch (error) {
    const { reason, message, todo } = unanswered(error);
    const why = `${message}; it coordinates ${groups.length} of the groups`;
    const part = { kind: 'broker', name: String(coordinator) } as const;
    collected.lacks(`broker ${coordinator}`, new Unanswered(reason, why, todo), part);
    return [];
  }
}

function isThere({ known, collected }: Describing, { id }: GroupListing, described?: DescribedGroup): boolean {
  if (described?.errorCode === 0 && described.state !== DEAD) return true;
  const failure =
    described === undefined || described.errorCode === 0
      ? isGone()
      : errorOf(described.errorCode, `describing group ${id}`, group(known, id), described.errorMessage);
  collected.lacks(`group ${id}`, failure, { kind: 'group', name: id });
  return false;
}

async function committedBy(
  { known, collected }: Describing,
  coordinator: number,
  groups: readonly GroupListing[],
): Promise<ReadonlyMap<string, readonly CommittedOffset[]>> {
  const [first] = groups;
  const found = new Map<string, readonly CommittedOffset[]>();
  if (first === undefined) return found;
  const what = groups.length === 1 ? `offsets of group ${first.id}` : `offsets of ${groups.length} groups`;
  const part = { kind: 'group-commits', name: groups.length === 1 ? first.id : null } as const;
  const answers = await collected.part(what, () => COMMITTED_OF[first.kind](known, coordinator, groups), part);
  for (const { api, told, groups: of } of answers ?? []) {
    collected.told(api, told);
    for (const { id, errorCode, offsets, failed } of of) {
      for (const [code, places] of Map.groupBy(failed, (place) => place.errorCode)) {
        const topics = [...new Set(places.map(({ topic }) => topic))];
        const whose = `offsets of group ${id} on ${topics.length === 1 ? `topic ${topics[0]}` : `${topics.length} topics`}`;
        const part = { kind: 'group-commits', name: id } as const;
        collected.lacks(whose, errorOf(code, `reading ${whose}`, topicOf(known, topics)), part);
      }
      if (errorCode === 0) found.set(id, offsets);
      else
        collected.lacks(
          `offsets of group ${id}`,
          errorOf(errorCode, `reading offsets of group ${id}`, group(known, id)),
          { kind: 'group-commits', name: id },
        );
    }
  }
  return found;
}

const topicOf = ({ brokers }: Known, topics: readonly string[]): Needed => ({
  principal: brokers.principal,
  operation: 'Describe',
  resource: { type: 'topic', name: topics.length === 1 ? (topics[0] ?? '') : '*' },
});

/** The same groups where they are now; one that nobody lists is gone, where everybody was asked. */
async function listedAgain(known: Known, groups: readonly GroupListing[]) {
  const again = new Collected();
  const found = await again.ofBrokers(await known.live(), (broker) => listedBy(known, broker, again));
  const now = new Map(found.flat().map((listing) => [listing.id, listing]));
  const gone = again.missing.length > 0 ? [] : groups.filter(({ id }) => !now.has(id));
  return { listed: groups.filter((listing) => !gone.includes(listing)).map((one) => now.get(one.id) ?? one), gone };
}

const isGone = (): Unanswered => new Unanswered('failed', 'it is gone', 'Run it again for what is there now.');
