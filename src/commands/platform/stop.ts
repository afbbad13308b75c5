import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'commander';
import { platformError } from '../../errors.ts';
import type { Terminal } from '../terminal.ts';
import { removeLeftovers } from './leftovers.ts';
import { localTarget } from './local-target.ts';
import { type PlatformRecord, readRecord, stateOf } from './record.ts';

export type StopEffects = Pick<Terminal, 'out' | 'cwd'>;

const BETWEEN_LOOKS_MS = 50;
/** Nodes are given 2 s to heed SIGTERM, an object store as long again, and then the data is removed. */
const GONE_WITHIN_MS = 30_000;

/** `workbench platform stop`: ends what `platform start` keeps running, wherever that was typed. */
export function stopCommand(effects: StopEffects): Command {
  return new Command('stop')
    .description('end a local platform that `platform start` keeps running, and remove its data')
    .argument('<name>', 'as it was started, or as `platform status` shows it')
    .addHelpText('after', '\nExample:\n  workbench platform stop local-kafka-3')
    .action(async (name: string) => {
      const record = await readRecord(name);
      const known = record?.name ?? localTarget(name, effects.cwd).target.name;
      effects.out(await stop(known, record ?? (await readRecord(known))));
    });
}

/** Resolves with what there is to say of it. Only the very process that wrote the record is sent a signal. */
async function stop(name: string, record: PlatformRecord | null): Promise<string> {
  if (record === null) return `${name} does not run.`;
  const { pid } = record.owner;
  const killedBefore = stateOf(record) === 'gone';
  if (!killedBefore) {
    if (!endProcess(pid)) return ended(record, true);
    const deadline = performance.now() + GONE_WITHIN_MS;
    while (stateOf(record) !== 'gone') {
      if (performance.now() > deadline) {
        throw platformError(
          'platform-does-not-stop',
          `Process ${pid}, which keeps ${name} running, was sent SIGTERM and still runs after ${GONE_WITHIN_MS / 1000} s.`,
          `Look at it, end it (kill -9 ${pid} takes its nodes along), and run the same command again.`,
        );
      }
      await delay(BETWEEN_LOOKS_MS);
    }
  }
  return ended(record, killedBefore);
}

/** False where there is no such process any more: it may have ended since somebody looked. */
export function endProcess(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGTERM');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

async function ended(record: PlatformRecord, killedBefore: boolean): Promise<string> {
  const { name } = record;
  const kept = await removeLeftovers(record);
  if (kept !== null)
    return `${name} ${killedBefore ? 'had been killed' : 'is stopped'}; ${kept} is none of its folders, and stays.`;
  return killedBefore
    ? `${name} had been killed; what it left is removed.`
    : `${name} is stopped; its data is removed.`;
}
