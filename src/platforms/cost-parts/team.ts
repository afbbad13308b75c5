import type { Assumptions } from './assumed.ts';
import { assumed } from './assumed.ts';
import type { Lines } from './lines.ts';

/** Who does what is left to do. */
interface Work {
  readonly hours: readonly [value: number, low: number, high: number];
  readonly what: string;
}

/** Of instances that somebody has to count, replace and upgrade. */
interface FleetWork extends Work {
  readonly aBroker: readonly [value: number, low: number, high: number];
}

const GUESS = 'nothing published: a guess to replace';

/** Brokers, disks and upgrades are the team's own. */
export const OWN_CLUSTER: FleetWork = {
  hours: [40, 20, 80],
  aBroker: [0.5, 0.25, 1],
  what: 'upgrades, rebalancing, capacity, on-call in a month',
};
/** Brokers without state: nothing is rebalanced, and a lost one has nothing to copy. */
export const OWN_STATELESS_CLUSTER: FleetWork = {
  hours: [24, 12, 48],
  aBroker: [0.25, 0.125, 0.5],
  what: 'upgrades, capacity, on-call in a month',
};
/** Somebody else looks after brokers that stand in the team's account. */
export const LOOKED_AFTER: FleetWork = {
  hours: [16, 8, 32],
  aBroker: [0.1, 0.05, 0.2],
  what: 'capacity, networks, access in a month',
};
/** A service: topics, access and bills are left. */
export const SERVICE: Work = { hours: [8, 4, 16], what: 'topics, access, quotas, bills in a month' };

export const teamAssumptions = ({ hours: [value, low, high], what }: Work): Assumptions =>
  assumed({
    operationsHours: [value, 'engineer-hour', low, high, `${what}; ${GUESS}`],
    engineerRate: [100, 'USD per engineer-hour', 60, 160, `an engineer’s hour with overheads; ${GUESS}`],
  });

/** However large it is a fleet takes some hours, and every broker some more. */
export const fleetTeamAssumptions = (work: FleetWork): Assumptions => {
  const [value, low, high] = work.aBroker;
  return {
    ...teamAssumptions(work),
    ...assumed({
      hoursPerBroker: [
        value,
        'engineer-hour/instance',
        low,
        high,
        `what one more broker adds to that in a month; ${GUESS}`,
      ],
    }),
  };
};

const operating = (quantity: string, explanation: string): Lines => [
  {
    category: 'labor',
    period: 'month',
    paidTo: 'team',
    item: 'Operating the cluster',
    price: { assumption: 'engineerRate' },
    unit: 'engineer-hour',
    quantity,
    explanation,
  },
];

export const team: Lines = operating('operationsHours', 'Hours of the team’s own engineers:');

export const fleetTeam: Lines = operating(
  'operationsHours + brokers * hoursPerBroker',
  'Hours of the team’s own engineers, for the cluster and for every broker of it:',
);
