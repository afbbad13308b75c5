import type { Command } from 'commander';

/** What may be done to what a run holds already, as flags say it. */
export interface KeepOptions {
  readonly replace: boolean;
  readonly otherRules: boolean;
}

export const addKeepOptions = (command: Command): Command =>
  command
    .option('--run <folder>', "keep the aggregates in the run's billing/, and judge it again")
    .option('--replace', 'put it in the place of what the run holds of the same days', false)
    .option('--other-rules', 'sort it by other rules than those of what the run holds', false);
