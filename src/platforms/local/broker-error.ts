import { readFile } from 'node:fs/promises';
import { platformError, type WorkbenchError } from '../../errors.ts';

const LINES = 3;
const WIDTH = 300;
const ERROR = /^(\[[^\]]+\] (ERROR|FATAL) |Caused by: |Exception in thread )/;
const STACK_FRAME = /^\s+(at |\.\.\. \d+ more)/;

/** `what` happened, with what the brokers' logs say about it and where they are (exit status 4). */
export async function brokerError(what: string, logFiles: readonly string[]): Promise<WorkbenchError> {
  const logs = await Promise.all(logFiles.map((file) => readFile(file, 'utf8').catch(() => '')));
  const lines = logs.flatMap(lastErrors);
  const quoted = lines.length === 0 ? '' : ` Last in the log: ${lines.join(' | ')}`;
  return platformError('broker-failed', `${what}${quoted}`, `Read ${logFiles.join(', ')}.`);
}

/**
 * A log's last ERROR and FATAL lines with the causes beneath them; failing these (the JVM itself
 * gave up), its last lines; stack frames never. At most three, each cut to a readable length.
 */
export function lastErrors(log: string): string[] {
  const lines = log.split('\n').filter((line) => line.trim() !== '' && !STACK_FRAME.test(line));
  const errors = lines.filter((line) => ERROR.test(line));
  return [...new Set(errors.length > 0 ? errors : lines)]
    .slice(-LINES)
    .map((line) => (line.length > WIDTH ? `${line.slice(0, WIDTH)}…` : line));
}
