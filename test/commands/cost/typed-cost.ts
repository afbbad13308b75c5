import { fileURLToPath } from 'node:url';
import { costCommand } from '../../../src/commands/cost.ts';
import { WorkbenchError } from '../../../src/errors.ts';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The command as it is typed in the project's folder, on a day that stands still unless another is given. */
export async function typed(...args: readonly string[]): Promise<{ readonly text: string; readonly status: number }> {
  return typedOn('2026-11-21', ...args);
}

export async function typedOn(day: string, ...args: readonly string[]) {
  const lines: string[] = [];
  let status = 0;
  const command = costCommand({
    out: (text) => lines.push(text),
    cwd: root,
    width: 100,
    now: () => new Date(`${day}T08:00:00Z`),
    exit: (code) => {
      status = code;
    },
  });
  await command.exitOverride().parseAsync([...args], { from: 'user' });
  return { text: lines.join('\n'), status };
}

/** What is refused, each with what it says. */
export async function refusals(...args: readonly string[]): Promise<readonly string[]> {
  return (await problems(...args)).map(({ what }) => what);
}

export async function problems(...args: readonly string[]) {
  try {
    await typed(...args);
  } catch (error) {
    if (error instanceof WorkbenchError && error.exitStatus === 2) return error.problems;
    throw error;
  }
  throw new Error('nothing was refused');
}
