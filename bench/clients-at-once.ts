import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { monotonicNanos } from '../src/loadgen/monotonic-clock.ts';
import type { ScheduleDelay, ScheduleLoad } from './client/schedule-delay.ts';

/** All processes are told the epoch before it comes. */
const LEAD_NANOS = 500_000_000n;

export type ScheduleClient = 'schedule' | 'bare-loop';

/** Each client in a process of its own, from the same epoch on; their results in the same order. */
export async function clientsAtOnce(
  clients: readonly ScheduleClient[],
  load: ScheduleLoad,
): Promise<readonly ScheduleDelay[]> {
  const children = clients.map((client) =>
    fork(fileURLToPath(new URL(`./client/${client}.ts`, import.meta.url)), [JSON.stringify(load)]),
  );
  const failed = children.map(async (child) => {
    const [status] = await once(child, 'exit');
    if (status !== 0) throw new Error(`${child.spawnfile} ended with status ${status}`);
    return new Promise<never>(() => undefined);
  });
  const next = <T>(): Promise<T[]> =>
    Promise.race([...failed, Promise.all(children.map(async (child) => (await once(child, 'message'))[0] as T))]);
  try {
    await next<'ready'>();
    const results = next<ScheduleDelay>();
    const epochNanos = String(monotonicNanos() + LEAD_NANOS);
    for (const child of children) child.send(epochNanos);
    return await results;
  } finally {
    for (const child of children) child.kill();
  }
}
