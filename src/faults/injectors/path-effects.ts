import { platformError } from '../../errors.ts';
import { type Probe, probe } from '../probe.ts';
import { seenInTime } from '../seen-in-time.ts';
import type { FaultSurroundings, NetworkDisturbance, NetworkFaults, NetworkPath } from '../types.ts';

type Around = Pick<FaultSurroundings, 'connection' | 'withinMs'>;

/** A request that has no answer for so long on a path of milliseconds will not have one. */
const SILENT_AFTER_MS = 1_000;
/** A limit shows when sending takes at least so long; more than so many bytes are not sent to see it. */
const SHOWS_AFTER_SECONDS = 0.3;
const MOST_PROBE_BYTES = 16_000_000;
/** A shorter delay cannot be told from a busy machine. */
const LEAST_DELAY_MS = 10;
/** Timers of the proxy and of this process round. */
const TOLERANCE = 0.8;

/** Disturbs the paths and resolves when the proxy says so and every path shows it. */
export async function disturbed(
  network: NetworkFaults,
  paths: readonly NetworkPath[],
  how: NetworkDisturbance,
  around: Around,
  signal: AbortSignal,
): Promise<string> {
  await network.disturb(paths, how);
  const count = await network.disturbances(paths);
  if (count < paths.length) {
    throw platformError(
      'fault-not-seen',
      `toxiproxy disturbs ${count} of ${paths.length} paths`,
      'look for something else that uses this toxiproxy',
    );
  }
  signal.throwIfAborted();
  const effects = await Promise.all(paths.map((path) => effectOn(network, path, how, around, signal)));
  return effects.join('; ');
}

export const cutOff = (
  network: NetworkFaults,
  paths: readonly NetworkPath[],
  around: Around,
  signal: AbortSignal,
): Promise<string> => disturbed(network, paths, { kind: 'cut' }, around, signal);

/** Takes every disturbance off and resolves when each path answers without it; is waited for until the signal. */
export async function openAgain(
  network: NetworkFaults,
  paths: readonly NetworkPath[],
  { connection, withinMs, signal }: Around & { readonly signal?: AbortSignal | undefined },
  how: NetworkDisturbance = { kind: 'cut' },
): Promise<string> {
  await network.clear(paths);
  const answers = await Promise.all(
    paths.map((path) =>
      seenInTime(
        async () => {
          const bytes = probeBytes(how);
          const at = await network.entrance(path);
          const answer = await probe(at, { security: connection.security, withinMs, bytes: bytes ?? 0 });
          if (answer.kind !== 'answered') return null;
          return bytes !== null && shows(how, answer, bytes) ? null : answer.millis;
        },
        {
          what: `${pathWords(path)} answered undisturbed`,
          code: 'heal-not-seen',
          todo: 'look whether the node runs, and for other toxics on its proxy',
          withinMs,
          signal,
        },
      ),
    ),
  );
  const slowest = Math.max(...answers);
  return `${paths.length} path${paths.length === 1 ? '' : 's'} answered again, the slowest after ${slowest.toFixed(1)} ms`;
}

/** The same, and every partition has all its replicas in sync again. */
export async function backToWhole(
  network: NetworkFaults,
  paths: readonly NetworkPath[],
  around: Around & Pick<FaultSurroundings, 'admin' | 'topics'>,
  how: NetworkDisturbance,
  signal?: AbortSignal,
): Promise<string> {
  const { admin, topics, withinMs } = around;
  const open = await openAgain(network, paths, { ...around, signal }, how);
  await admin.inSync({ topics, internal: true, withinMs, signal });
  return `${open}; every ISR is whole`;
}

/** How many bytes beside a request make a disturbance show; null where no probe could show it. */
export function probeBytes(how: NetworkDisturbance): number | null {
  if (how.kind === 'cut') return 0;
  if (how.kind === 'delay') return leastMillis(how, 0) < LEAST_DELAY_MS ? null : 0;
  const bytes = Math.ceil(how.bytesPerSecond * SHOWS_AFTER_SECONDS);
  return bytes > MOST_PROBE_BYTES ? null : bytes;
}

async function effectOn(
  network: NetworkFaults,
  path: NetworkPath,
  how: NetworkDisturbance,
  { connection, withinMs }: Around,
  signal: AbortSignal,
): Promise<string> {
  const bytes = probeBytes(how);
  const within = how.kind === 'cut' ? SILENT_AFTER_MS : withinMs;
  const at = await network.entrance(path);
  const words = pathWords(path);
  if (bytes === null) return `toxiproxy says that it disturbs ${words}; it is too little to be seen in a probe`;
  return seenInTime(
    async () => {
      const answer = await probe(at, { security: connection.security, withinMs: within, bytes });
      return shows(how, answer, bytes) ? `${words}: ${probeWords(answer, bytes)}` : null;
    },
    {
      what: `${words} was disturbed (${how.kind})`,
      code: 'fault-not-seen',
      todo: 'look whether clients really pass through this proxy',
      withinMs,
      signal,
    },
  );
}

/** Whether a probe of so many bytes went as it would under this disturbance. */
export function shows(how: NetworkDisturbance, answer: Probe, bytes: number): boolean {
  if (how.kind === 'cut') return answer.kind !== 'answered';
  if (answer.kind !== 'answered') return false;
  return answer.millis >= TOLERANCE * leastMillis(how, bytes);
}

const leastMillis = (how: Exclude<NetworkDisturbance, { kind: 'cut' }>, bytes: number): number =>
  how.kind === 'delay' ? how.latencyMs - how.jitterMs : (bytes / how.bytesPerSecond) * 1000;

function probeWords(answer: Probe, bytes: number): string {
  if (answer.kind === 'silent') return `no answer within ${SILENT_AFTER_MS / 1000} s`;
  if (answer.kind === 'refused') return `refused (${answer.reason})`;
  return `${bytes === 0 ? '' : `${bytes} bytes and `}an answer after ${answer.millis.toFixed(0)} ms`;
}

function pathWords({ listener, node, proxy }: NetworkPath): string {
  const from = { client: 'from clients', broker: 'from other brokers', controller: 'to the controller' }[listener];
  return `path ${from}${node === null ? ` (${proxy})` : ` to node ${node}`}`;
}
