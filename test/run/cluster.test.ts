import { connect } from 'node:net';
import { expect, it } from 'vitest';
import type { Endpoint, LocalCluster, Platform, StartOptions } from '../../src/platforms/types.ts';
import { openCluster } from '../../src/run/cluster.ts';
import { localFacts } from '../faults/planned.ts';
import { samplePlan } from '../scenarios/sample.ts';

/** Nobody listens at port 1. */
const NOBODY = { host: '127.0.0.1', port: 1 };

/** A platform of which nothing is a process; told where its object store is reached. */
function platform(start: (options: StartOptions, via: Endpoint) => LocalCluster): Platform {
  return {
    name: 'any',
    title: 'Any',
    cost: null,
    tiered: true,
    local: {
      standInNote: '',
      faults: () => [],
      upgrade: null,
      hasObjectStore: true,
      start: async (options) => start(options, (await options.objectStoreVia?.(NOBODY)) ?? NOBODY),
    },
  };
}

const open = (given: Platform) =>
  openCluster({
    target: localFacts().target,
    platform: given,
    plan: samplePlan(),
    clientId: 'test',
    workDir: '/nowhere',
    logDir: '/nowhere',
    signal: new AbortController().signal,
    onProgress: () => {},
  });

const isOpen = ({ host, port }: Endpoint): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, host, () => {
      resolve(true);
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
  });

it('A cluster that cannot be used, and whose nodes cannot be stopped, leaves no proxy and says the first', async () => {
  let proxy = NOBODY;
  let wasOpen: Promise<boolean> | null = null;
  const unusable = platform((_, via) => {
    proxy = via;
    wasOpen = isOpen(via);
    const stop = () => Promise.reject(new Error('node 2 stays'));
    return { bootstrap: ['127.0.0.1:1'], version: '1.0', stop } as Partial<LocalCluster> as LocalCluster;
  });
  await expect(open(unusable)).rejects.toMatchObject({ code: 'cluster-unreachable' });
  expect(await wasOpen).toBe(true);
  expect(await isOpen(proxy)).toBe(false);
});
