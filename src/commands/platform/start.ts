import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Command } from 'commander';
import { EXIT, inputError, platformError, type WorkbenchError } from '../../errors.ts';
import { thisProcess } from '../../faults/journal/owner.ts';
import type { LocalCluster } from '../../platforms/types.ts';
import type { Terminal } from '../terminal.ts';
import { folderPrefix, removeLeftovers } from './leftovers.ts';
import { type LocalTarget, localTarget } from './local-target.ts';
import { claimRecord, type PlatformRecord, readRecord, removeRecord, replaceRecord, stateOf } from './record.ts';

export type StartEffects = Pick<Terminal, 'out' | 'cwd' | 'now' | 'exit' | 'interruption'>;

const BETWEEN_LOOKS_MS = 500;

/** `workbench platform start`: a local platform for as long as this command runs. */
export function startCommand(effects: StartEffects): Command {
  return new Command('start')
    .description('start a local platform and keep it running until Ctrl-C or `platform stop`')
    .argument('<name>', 'a target file with `start`, or one that comes with the workbench, such as local-kafka')
    .addHelpText('after', '\nExample:\n  workbench platform start local-kafka-3')
    .action(async (name: string) => {
      effects.exit(await keepRunning(localTarget(name, effects.cwd), effects));
    });
}

/** Resolves with the exit status: 0 where it served until it was told to stop, 130 where it was told so before. */
async function keepRunning(given: LocalTarget, effects: StartEffects): Promise<number> {
  const { target, nodes } = given;
  const folder = await mkdtemp(folderPrefix());
  const record: PlatformRecord = {
    recordVersion: 1,
    name: target.name,
    platform: target.platform,
    nodes,
    bootstrap: [],
    startedAt: effects.now().toISOString(),
    folder,
    owner: thisProcess(),
  };
  const interruption = effects.interruption();
  let keepLogs = false;
  try {
    await claim(record, effects);
    try {
      return await serve(given, record, interruption.signal, effects);
    } catch (error) {
      keepLogs = true;
      throw error;
    } finally {
      await removeRecord(target.name);
    }
  } finally {
    interruption.end();
    if (!keepLogs) await rm(folder, { recursive: true, force: true });
  }
}

async function serve(
  { target, local }: LocalTarget,
  record: PlatformRecord,
  signal: AbortSignal,
  { out }: StartEffects,
): Promise<number> {
  const logDir = join(record.folder, 'logs');
  const dataDir = join(record.folder, 'data');
  let cluster: LocalCluster;
  try {
    cluster = await local.start({ target, plan: {}, dataDir, logDir, signal, onProgress: out });
  } catch (error) {
    if (signal.aborted) return EXIT.interrupted;
    throw error;
  }
  try {
    await replaceRecord({ ...record, bootstrap: cluster.bootstrap });
    out(`${target.name} serves at ${cluster.bootstrap.join(',')}`);
    out(`Ctrl-C ends it, and so does: workbench platform stop ${target.name}`);
    await untilTold(cluster, target.name, logDir, signal);
  } finally {
    await cluster.stop({ keepLogs: !signal.aborted });
  }
  return EXIT.pass;
}

/** Resolves when the signal says so. Throws WorkbenchError `broker-died` (exit status 4) where a node is gone before. */
async function untilTold(cluster: LocalCluster, name: string, logDir: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const running = new Set(cluster.usage().map(({ node }) => node));
    const gone = cluster.nodes.filter(({ id }) => !running.has(id)).map(({ id }) => `node ${id}`);
    if (gone.length > 0) {
      throw platformError('broker-died', `${gone.join(' and ')} of ${name} ended`, `read its log under ${logDir}`);
    }
    // It rejects for the signal alone.
    await delay(BETWEEN_LOOKS_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Takes the name; what a killed one left under it is removed first. */
async function claim(record: PlatformRecord, { out }: StartEffects): Promise<void> {
  const { name } = record;
  if (await claimRecord(record)) return;
  const other = await readRecord(name);
  if (other !== null && stateOf(other) !== 'gone') throw taken(other);
  if (other !== null) out(`${name} was killed before it could clean up; what it left is removed`);
  // Where it has gone meanwhile, nothing is left.
  if (other !== null) await removeLeftovers(other);
  if (!(await claimRecord(record))) throw taken((await readRecord(name)) ?? record);
}

function taken({ name, owner, bootstrap }: PlatformRecord): WorkbenchError {
  const where = bootstrap.length === 0 ? 'is being started' : `already serves at ${bootstrap.join(',')}`;
  return inputError('platform-runs', [
    {
      what: `${name} ${where}, kept running by process ${owner.pid}.`,
      todo: `Use that one, or end it first: workbench platform stop ${name}`,
    },
  ]);
}
