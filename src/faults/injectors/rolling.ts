import { nodesWords, offeredBy, untilWhole } from '../cluster-health.ts';
import type { Injector } from '../types.ts';
import { type LocalSurroundings, seen, startedHere } from './nodes.ts';
import { procedure } from './procedure.ts';
import { refusedByPlatform } from './refusals.ts';

/** Every node restarted, or upgraded, one after the other; each is back in every ISR before the next. */
export const rolling: Injector = {
  kinds: ['rolling-restart', 'rolling-upgrade'],
  refusal: refusedByPlatform,
  async prepare({ kind }, surroundings) {
    const around = startedHere(surroundings);
    const { local, upgradeTo, withinMs, note } = around;
    const version = kind === 'rolling-upgrade' ? upgradeTo : null;
    if (kind === 'rolling-upgrade' && version === null) throw new RangeError('there is no version to upgrade to');
    const inWhatWay = version === null ? 'restarted' : `started with version ${version}`;
    return procedure({
      async go(signal, begun) {
        // Those that are there when it begins: scaling may have added or removed some.
        const nodes = local.nodes.map(({ id }) => id);
        for (const [index, node] of nodes.entries()) {
          signal.throwIfAborted();
          const offered = await offeredBy(around, node);
          const before = performance.now();
          const how = await leave(node, around, signal);
          if (index === 0) begun(`node ${node} ${how}, and a client's connection is refused`);
          else if (how !== HEEDED) note(`node ${node} ${how}`);
          const away = performance.now();
          await local.controls.start(node, version === null ? {} : { version });
          await untilWhole(around, nodes, withinMs, signal);
          note(
            `node ${node} took ${seconds(away - before)} to stop and ${seconds(performance.now() - away)} until it was back in every ISR`,
          );
          if (version !== null) note(await whatChanged(node, offered, around));
        }
        return `${nodesWords(nodes)} ${inWhatWay} one after the other, each in every ISR before the next`;
      },
      async mend(signal) {
        const nodes = local.nodes.map(({ id }) => id);
        const away = nodes.filter((node) => local.controls.down.has(node));
        await Promise.all(away.map((node) => local.controls.start(node)));
        return untilWhole(around, nodes, withinMs, signal);
      },
    });
  },
};

/** Brokers do not tell their version, but what they take. */
async function whatChanged(node: number, before: readonly string[] | null, around: LocalSurroundings): Promise<string> {
  const after = await offeredBy(around, node);
  if (before === null || after === null) return `node ${node} did not tell what requests it takes`;
  const others = after.filter((request) => !before.includes(request)).length;
  return others === 0
    ? `node ${node} takes the same requests as before: nothing shows that its software is another`
    : `node ${node} takes ${others} kinds of requests in versions other than before`;
}

const HEEDED = 'was stopped as an operator would';

/** Resolves with how the node ended, in words, when it refuses clients. */
async function leave(node: number, around: LocalSurroundings, signal: AbortSignal): Promise<string> {
  const { local, withinMs } = around;
  const ended = await local.controls.stop(node, withinMs);
  await seen(around, [node], 'refuses', { withinMs, signal });
  return ended === 'heeded SIGTERM'
    ? HEEDED
    : `did not end as it was told to within ${withinMs / 1000} s, and was killed`;
}

const seconds = (millis: number): string => `${(millis / 1000).toFixed(1)} s`;
