import { platformError } from '../../errors.ts';
import { splitAddress } from '../../kafka/address.ts';
import type { Endpoint, ListenerName } from '../../platforms/types.ts';
import type { ToxiproxyPaths } from '../../scenarios/target-types.ts';
import type { NetworkDisturbance, NetworkFaults, NetworkPath, Undo } from '../types.ts';
import type { ProxyState, ToxiproxyApi } from './api.ts';
import { OURS, toxicsOf } from './toxics.ts';

/** The proxies of a toxiproxy as network faults. `outlivesUs`: someone else started it. */
export function toxiproxyNetwork(
  api: ToxiproxyApi,
  paths: () => readonly NetworkPath[],
  { outlivesUs }: { readonly outlivesUs: boolean },
): NetworkFaults {
  const proxyOf = async ({ proxy }: NetworkPath): Promise<ProxyState> => {
    const found = (await api.proxies()).get(proxy);
    if (found === undefined) throw noSuchProxy(api, proxy);
    return found;
  };
  return {
    paths: (listener, node) =>
      paths().filter((path) => path.listener === listener && (node === null || path.node === node)),
    entrance: async (path) => entranceOf(await proxyOf(path), api.address),
    async disturb(chosen, how) {
      for (const { proxy } of chosen) for (const toxic of toxicsOf(how)) await api.addToxic(proxy, toxic);
    },
    clear: (chosen) =>
      takeOff(
        api,
        chosen.map(({ proxy }) => proxy),
      ),
    async disturbances(chosen) {
      const proxies = await api.proxies();
      return chosen.filter(({ proxy }) => oursOn(proxies.get(proxy)).length > 0).length;
    },
    undo: (chosen, how) => (outlivesUs ? undoOf(api.address, chosen, how) : null),
  };
}

/** What a target's file says of its proxies, as paths. */
export function pathsOf({ clients, brokers, controlPlane }: Omit<ToxiproxyPaths, 'api'>): readonly NetworkPath[] {
  const byNode = (listener: ListenerName, proxies: Readonly<Record<string, string>>): NetworkPath[] =>
    Object.entries(proxies).map(([node, proxy]) => ({ proxy, listener, node: Number(node) }));
  return [
    ...byNode('client', clients),
    ...byNode('broker', brokers),
    ...controlPlane.map((proxy): NetworkPath => ({ proxy, listener: 'controller', node: null })),
  ];
}

/**
 * Takes every toxic of ours off these proxies. Rejects with WorkbenchError `toxiproxy-refused` (exit status 4)
 * where toxiproxy still shows one afterwards; a proxy that is gone has none.
 */
export async function takeOff(api: ToxiproxyApi, proxies: readonly string[]): Promise<void> {
  const before = await api.proxies();
  for (const proxy of proxies) for (const toxic of oursOn(before.get(proxy))) await api.removeToxic(proxy, toxic);
  const after = await api.proxies();
  const left = proxies.filter((proxy) => oursOn(after.get(proxy)).length > 0);
  if (left.length === 0) return;
  throw platformError(
    'toxiproxy-refused',
    `toxiproxy at ${api.address} did not take the disturbance off ${left.join(', ')}`,
    `take it off by hand: toxiproxy-cli toxic remove -n <toxic> <proxy>; the names of the toxics begin with ${OURS}`,
  );
}

const oursOn = (proxy: ProxyState | undefined): readonly string[] =>
  (proxy?.toxics ?? []).map(({ name }) => name).filter((name) => name.startsWith(OURS));

function undoOf(api: string, paths: readonly NetworkPath[], how: NetworkDisturbance): Undo {
  const toxics = paths.flatMap(({ proxy }) => toxicsOf(how).map(({ name }) => ({ proxy, toxic: name })));
  return { kind: 'toxics', api, toxics };
}

/** A proxy that listens on every address is reached where its API is. */
export function entranceOf({ listen }: Pick<ProxyState, 'listen'>, api: string): Endpoint {
  const { host, port } = splitAddress(listen);
  return { host: host === '' || host === '::' || host === '0.0.0.0' ? splitAddress(api).host : host, port };
}

function noSuchProxy(api: ToxiproxyApi, proxy: string): Error {
  return platformError(
    'toxiproxy-refused',
    `toxiproxy at ${api.address} has no proxy "${proxy}"`,
    'compare faults.toxiproxy in the target file with what toxiproxy-cli list shows',
  );
}
