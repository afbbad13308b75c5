import { assumed, GUESS } from './assumed.ts';
import { type Part, together } from './part.ts';
import { hoursOnce } from './team.ts';

const labor: Part = hoursOnce(
  {
    item: 'Moving: planning, clients, tests and switching over',
    quantity: 'migrationHours',
    explanation: 'Hours of the team’s own engineers, once:',
  },
  assumed({ migrationHours: [400, 'engineer-hour', 160, 1000, GUESS] }),
);

const training: Part = hoursOnce(
  { item: 'Moving: training', quantity: 'trainingHours', explanation: 'Hours that the team learns, once:' },
  assumed({ trainingHours: [40, 'engineer-hour', 16, 120, GUESS] }),
);

/** What is copied: what the old platform retains, and what is written to it while both run. */
const traffic: Part = {
  assumptions: assumed({
    migratedShare: [1, 'fraction', 0, 1, 'all that is retained is copied; 0 where the new one begins empty'],
    mirrorDays: [30, 'day', 0, 90, `as long as what is written is copied, too; ${GUESS}`],
    migrationHops: [2, 'count', null, null, 'copied data is read from the old platform and written to the new one'],
    migrationDirections: [2, 'direction', null, null, 'traffic between zones is charged going out and coming in'],
    exitGib: [0, 'GiB', null, null, 'none stated: nothing leaves the cloud or a vendor’s network'],
    exitRate: [0.05, 'USD per GiB', 0, 0.09, `as managed platforms ask for reads; ${GUESS}`],
  }),
  derived: [
    {
      name: 'migratedGib',
      unit: 'GiB',
      formula:
        'averageIngress / compressionRatio * (retention * migratedShare + mirrorDays * hoursPerDay * secondsPerHour) / mibPerGib',
    },
  ],
  quantities: [
    {
      category: 'migration',
      period: 'once',
      paidTo: 'cloud',
      item: 'Moving: copying between zones',
      price: { book: 'aws.transfer.cross-zone' },
      unit: 'GiB-direction',
      quantity: 'migratedGib * (zones - 1) / zones * migrationHops * migrationDirections',
      explanation: 'What is copied, as far as it crosses zones, charged out and in:',
    },
    {
      category: 'migration',
      period: 'once',
      paidTo: 'cloud',
      item: 'Moving: data that leaves a network',
      price: { assumption: 'exitRate' },
      unit: 'GiB',
      quantity: 'exitGib',
      explanation: 'What is charged on its way out, and 0 where none is stated:',
    },
  ],
};

/** What moving to a platform costs, once; running both for some time is in the business case. */
export const migrationPart: Part = together([labor, training, traffic]);
