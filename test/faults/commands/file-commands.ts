import type { FaultCommands } from '../../../src/scenarios/target-types.ts';
import { milliseconds } from '../../../src/units.ts';

/** A "fault" that is in effect while a file exists. */
export const fileCommands = (file: string, withinMs = 10_000): FaultCommands => ({
  inject: ['touch', file],
  heal: ['rm', '-f', file],
  check: ['test', '-e', file],
  injectWithinMs: milliseconds(withinMs),
  healWithinMs: milliseconds(withinMs),
});
