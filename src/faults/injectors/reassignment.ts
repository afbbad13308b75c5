import { planRotation } from '../../kafka/reassignment-plan.ts';
import type { Injector } from '../types.ts';
import { movePartitions } from './move-partitions.ts';
import { procedure } from './procedure.ts';
import { refusedByPlatform } from './refusals.ts';
import { settled } from './scale.ts';

/** Every partition of the run's topics moves one broker on, through Kafka's own interface: on any cluster. */
export const reassignment: Injector = {
  kinds: ['reassignment'],
  refusal: (fault, facts) => (facts.local === null ? null : refusedByPlatform(fault, facts)),
  async prepare(_fault, surroundings) {
    const { admin, topics } = surroundings;
    return procedure({
      async go(signal, begun) {
        const before = await admin.partitions({ topics, internal: false });
        const moves = planRotation(before, (await admin.cluster()).brokers);
        if (moves.length === 0) return 'there is no other broker to move to';
        await movePartitions(moves, surroundings, signal, () => begun(`${moves.length} partitions are moving`));
        return `${moves.length} of ${before.length} partitions have their new replicas, all in sync`;
      },
      mend: (ending) => settled(surroundings, ending),
    });
  },
};
