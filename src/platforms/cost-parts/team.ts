import type { Assumptions } from './assumed.ts';
import { assumed } from './assumed.ts';
import type { Lines } from './lines.ts';

/** Who does what is left to do. */
interface Work {
  readonly hours: readonly [value: number, low: number, high: number];
  readonly what: string;
}

const GUESS = 'nothing published: a guess to replace';

/** Brokers, disks and upgrades are the team's own. */
export const OWN_CLUSTER: Work = { hours: [40, 16, 120], what: 'upgrades, rebalancing, capacity, on-call in a month' };
/** Brokers without state: nothing is rebalanced, and a lost one has nothing to copy. */
export const OWN_STATELESS_CLUSTER: Work = { hours: [24, 8, 80], what: 'upgrades, capacity, on-call in a month' };
/** Somebody else looks after brokers that stand in the team's account. */
export const LOOKED_AFTER: Work = { hours: [16, 6, 60], what: 'capacity, networks, access in a month' };
/** A service: topics, access and bills are left. */
export const SERVICE: Work = { hours: [8, 2, 40], what: 'topics, access, quotas, bills in a month' };

export const teamAssumptions = ({ hours: [value, low, high], what }: Work): Assumptions =>
  assumed({
    operationsHours: [value, 'engineer-hour', low, high, `${what}; ${GUESS}`],
    engineerRate: [100, 'USD per engineer-hour', 60, 160, `an engineer’s hour with overheads; ${GUESS}`],
  });

export const team: Lines = [
  {
    category: 'labor',
    period: 'month',
    paidTo: 'team',
    item: 'Operating the cluster',
    price: { assumption: 'engineerRate' },
    unit: 'engineer-hour',
    quantity: 'operationsHours',
    explanation: 'Hours of the team’s own engineers:',
  },
];
