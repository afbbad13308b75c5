import { inputError } from '../errors.ts';
import { commandLine, commandsFor } from '../faults/commands/argv.ts';
import { faultShape } from '../scenarios/fault-kinds.ts';
import type { PlannedFault } from '../scenarios/fault-types.ts';
import { placeWords } from '../scenarios/faults.ts';
import type { Target } from '../scenarios/target-types.ts';
import type { Plan } from '../scenarios/types.ts';

/** Done to the load generator's own clients: nobody's cluster is touched, unless by a command of the target's file. */
const OF_OUR_OWN: readonly string[] = ['member', 'producer'];

/** What a run would do to clusters that the tool does not start, a line each. */
export function foreignFaults({ faults = [] }: Plan, targets: readonly Target[]): readonly string[] {
  const isForeign = ({ kind }: PlannedFault, target: Target): boolean =>
    !OF_OUR_OWN.includes(faultShape(kind).scope) || target.faults?.commands[kind] !== undefined;
  return targets
    .filter(({ connect }) => connect.kind === 'remote')
    .flatMap((target) =>
      faults
        .filter((fault) => isForeign(fault, target))
        .map((fault) => `${target.name}, ${fault.id} on ${placeWords(fault.where)}: ${means(fault, target)}`),
    );
}

/**
 * Throws WorkbenchError `faults-not-allowed` (exit status 2) where the run would break somebody's cluster and nobody
 * said that it may.
 */
export function refuseUnlessAllowed(lines: readonly string[], isAllowed: boolean): void {
  if (lines.length === 0 || isAllowed) return;
  throw inputError('faults-not-allowed', [
    {
      what: `this run would break a cluster that the workbench did not start, in ${lines.length} ${lines.length === 1 ? 'way' : 'ways'} (above)`,
      todo: 'read what it would do, and add --allow-faults when it may',
    },
  ]);
}

function means({ kind, where }: PlannedFault, { faults }: Target): string {
  const commands = faults?.commands[kind];
  if (commands !== undefined) {
    const { inject, heal } = commandsFor(commands, where);
    return `${commandLine(inject)}; healed by ${commandLine(heal)}`;
  }
  if (kind.startsWith('object-store-') || kind.startsWith('wal-')) {
    return `through the object-store proxy at ${faults?.objectStore?.listen ?? '(none)'}`;
  }
  if (kind.startsWith('network-') || kind === 'control-plane-cut') {
    return `through toxiproxy at ${faults?.toxiproxy?.api ?? '(none)'}`;
  }
  return 'through its Admin API';
}
