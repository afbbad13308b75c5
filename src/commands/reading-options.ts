import { type Command, InvalidArgumentError } from 'commander';
import { DEFAULT_READ_LIMITS } from '../kafka/read-only/requests-log.ts';

/** Options of every command that only looks at somebody's cluster. */
export interface ReadingFlags {
  readonly out?: string | undefined;
  readonly maxRequestsPerSecond: number;
  readonly maxMibPerSecond: number;
  readonly json: boolean;
}

export function addReadingOptions(command: Command): Command {
  const { requestsPerSecond, mibPerSecond } = DEFAULT_READ_LIMITS;
  return command
    .option('-o, --out <dir>', 'the folder for what is found, new or empty (default: results/<target>-<verb>-<time>)')
    .option('--max-requests-per-second <n>', 'ask no faster, all services together', aboveZero, requestsPerSecond)
    .option('--max-mib-per-second <n>', 'send and receive no more, all services together', aboveZero, mibPerSecond)
    .option('--json', 'print the result as JSON', false);
}

function aboveZero(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('Give a number above 0.');
}
