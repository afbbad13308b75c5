import { setTimeout as delay } from 'node:timers/promises';
import type { GroupKind, GroupListing } from '../../answers.ts';
import { Collected, readingOf } from '../../collected.ts';
import { coordinatorHasMoved, errorOf, isRefused, type Needed } from '../../error-codes.ts';
import type { Known } from '../../known.ts';
import { describeGroups } from '../../protocol/messages/describe-groups.ts';
import { listGroups } from '../../protocol/messages/list-groups.ts';
import type { Reading } from '../../reading.ts';
import { askClusterRights } from '../cluster-rights.ts';
import { withLeaderlessParts } from '../of-cluster.ts';

/** Groups of other kinds came after the release that began to tell the kind. */
const TELLS_KIND = 5;
const TELLS_STATE = 4;
const LOADING_MS = 1_000;
/** No group is called so; whether that is said, or refused, tells whether the list is of all groups. */
const NO_GROUP = 'workbench-asks-whether-all-groups-are-listed';

const SOME = { kind: 'group', name: null } as const;

export const group = ({ brokers }: Known, name: string): Needed => ({
  principal: brokers.principal,
  operation: 'Describe',
  resource: { type: 'group', name },
});

/**
 * Every broker lists the groups that it coordinates. Nobody is asked to find a coordinator: that would create the
 * topic of offsets where it is not there.
 */
export const readGroups = (known: Known): Promise<Reading<readonly GroupListing[]>> =>
  readingOf(async (collected) => {
    const found = await collected.ofBrokers(await known.live(), (broker) => listedBy(known, broker, collected));
    await withLeaderlessParts(known, collected, '__consumer_offsets');
    if (found.length > 0) {
      await collected.part('whether these are all groups', () => withWhatIsHidden(known, collected), SOME);
    }
    // One that moves meanwhile is listed twice.
    const groups = [...new Map(found.flat().map((listing) => [listing.id, listing])).values()];
    return collected.reading(
      groups.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      groups.length === 0,
    );
  });

/** @throws Unanswered */
export async function listedBy(known: Known, broker: number, collected: Collected): Promise<readonly GroupListing[]> {
  let told = await known.brokers.ask(broker, listGroups, { statesFilter: [], typesFilter: [] });
  if (coordinatorHasMoved(told.body.errorCode)) {
    await delay(LOADING_MS, undefined, { signal: known.brokers.gate.signal });
    told = await known.brokers.ask(broker, listGroups, { statesFilter: [], typesFilter: [] });
  }
  const { errorCode, groups } = told.body;
  if (errorCode !== 0) throw errorOf(errorCode, 'listing groups', group(known, '*'));
  collected.told(listGroups, told);
  return groups.map(({ groupId, protocolType, groupState, groupType }) => ({
    id: groupId,
    kind: told.version < TELLS_KIND ? 'classic' : kindOf(groupType),
    state: told.version < TELLS_STATE ? null : groupState,
    protocolType,
    coordinator: broker,
  }));
}

const KINDS: readonly GroupKind[] = ['classic', 'consumer', 'share', 'streams'];

const kindOf = (type: string): GroupKind => KINDS.find((kind) => kind === type.toLowerCase()) ?? 'unknown';

/** Who may not see all groups is shown those that it may see; who may describe the cluster sees all. */
async function withWhatIsHidden(known: Known, collected: Collected): Promise<void> {
  const question = { groups: [NO_GROUP], includeAuthorizedOperations: false };
  const told = await known.brokers.askAny(describeGroups, question, {
    about: 'a name that no group has',
  });
  const code = told.body.groups[0]?.errorCode ?? 0;
  if (!isRefused(code) || (await seesTheCluster(known))) return;
  const failure = errorOf(code, 'seeing every group', group(known, '*'));
  collected.lacks('groups that this principal may not describe', failure, SOME);
}

async function seesTheCluster(known: Known): Promise<boolean> {
  const { allowed } = await askClusterRights(known, new Collected());
  return allowed.includes('Describe');
}
