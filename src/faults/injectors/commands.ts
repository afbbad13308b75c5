import { FAULT_KIND_NAMES } from '../../scenarios/fault-kinds.ts';
import { commandsFor } from '../commands/argv.ts';
import { breakByCommand, healByCommand, holds } from '../commands/break-and-heal.ts';
import type { Injector } from '../types.ts';

/** A look beforehand that takes longer is still going on when the fault begins. */
const LOOK_WITHIN_MS = 3_000;

/** Faults of any kind, by commands that stand in the target's file. */
export const byCommands: Injector = {
  kinds: FAULT_KIND_NAMES,
  refusal: ({ kind }, { target }) => (target.faults?.commands[kind] === undefined ? undefined : null),
  async prepare({ kind, where }, { target }) {
    const given = target.faults?.commands[kind];
    if (given === undefined) throw new RangeError(`${target.name} has no commands for ${kind}`);
    const commands = commandsFor(given, where);
    const { heal, check, healWithinMs: withinMs } = commands;
    const folder = process.cwd();
    let wasWhole = false;
    let isOurs = false;
    let healed: Promise<string> | null = null;
    return {
      undo: { kind: 'command', heal, check, withinMs, folder },
      // A check takes its time, which is none of the fault's. One that holds may be of a fault before this one.
      async look() {
        wasWhole = !(await holds(check, { withinMs: LOOK_WITHIN_MS }));
      },
      inject: (signal) =>
        breakByCommand(commands, signal, {
          wasWhole,
          onInject: () => {
            isOurs = true;
          },
        }),
      async heal() {
        if (!isOurs) return 'nothing was broken by us, and nothing was healed';
        // Once seen it stays seen; one that failed is tried again.
        healed ??= healByCommand({ heal, check, withinMs }).catch((error: unknown) => {
          healed = null;
          throw error;
        });
        return healed;
      },
    };
  },
};
