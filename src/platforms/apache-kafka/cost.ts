import type { CostShape } from '../../cost-model/types/shape.ts';
import { brokerAssumptions, brokerQuantities, fleet, traffic } from '../broker-fleet.ts';

/** Every byte is kept on the disks of `replication` brokers for as long as it is retained. */
export const cost: CostShape = {
  variants: [
    {
      name: 'block-storage',
      title: 'on EC2 with gp3 volumes',
      assumptions: brokerAssumptions,
      derived: [
        ...traffic,
        { name: 'diskGib', unit: 'GiB', formula: 'retainedGib * replication / (1 - freeDiskShare)' },
        ...fleet,
      ],
      quantities: brokerQuantities,
    },
  ],
};
