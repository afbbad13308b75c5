import type { Injector } from '../types.ts';
import { lossOf, startedHere } from './nodes.ts';
import { cutOff, openAgain } from './path-effects.ts';
import { refusedByPlatform } from './refusals.ts';

/** Every node of a zone at once, and the load's clients with it where they stand in that zone. */
export const zoneLoss: Injector = {
  kinds: ['zone-loss'],
  refusal: refusedByPlatform,
  async prepare({ id, where }, surroundings) {
    if (where.scope !== 'zone') throw new RangeError(`${id} names no zone`);
    const around = startedHere(surroundings);
    const { clientZone, network, note } = around;
    // Those that are there when it begins: scaling may have added or removed some.
    const lost = () => around.local.nodes.filter(({ zone }) => zone === where.zone).map((node) => node.id);
    if (lost().length === 0) throw new RangeError(`there is no node in ${where.zone}`);
    const nodesLost = lossOf(lost, around, { emptyDisk: false });
    const stand = clientZone === null ? 'in no zone' : `in ${clientZone}`;
    note(
      'a connection to a process that was killed is refused at once; packets to a lost zone vanish, so that its clients notice later than here',
    );
    if (clientZone !== where.zone) {
      note(`the load's clients stand ${stand}: they lose the nodes of ${where.zone} and none of themselves`);
      return nodesLost;
    }
    if (network === null) throw new RangeError('no proxies stand before the clients of the lost zone');
    note(`the load's clients stand ${stand}: they are cut off from every node, as the whole zone is`);
    const paths = network.paths('client', null);
    return {
      undo: null,
      look: async () => nodesLost.look?.(),
      async inject(signal) {
        const seen = [cutOff(network, paths, around, signal), nodesLost.inject(signal)];
        return (await Promise.all(seen)).join('; ');
      },
      async heal(signal) {
        // The nodes are seen through the same paths.
        await network.clear(paths);
        const nodes = await nodesLost.heal(signal);
        return `${nodes}; ${await openAgain(network, paths, { ...around, signal })}`;
      },
    };
  },
};
