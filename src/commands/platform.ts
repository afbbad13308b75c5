import { Command } from 'commander';
import { type StartEffects, startCommand } from './platform/start.ts';
import { type StatusEffects, statusCommand } from './platform/status.ts';
import { type StopEffects, stopCommand } from './platform/stop.ts';

/** `workbench platform`: local platforms that outlast a single run. */
export function platformCommand(effects: StartEffects & StopEffects & StatusEffects): Command {
  return new Command('platform')
    .description('keep a local platform running, to look at it or to try something on it')
    .addCommand(startCommand(effects))
    .addCommand(stopCommand(effects))
    .addCommand(statusCommand(effects));
}
