import { healByCommand } from './commands/break-and-heal.ts';
import { ToxiproxyApi } from './toxiproxy/api.ts';
import { takeOff } from './toxiproxy/network.ts';
import type { Undo } from './types.ts';

/** Heals a fault from data alone and resolves, with what was seen, when it is gone; rejects as healing does. */
export async function heal(undo: Undo): Promise<string> {
  switch (undo.kind) {
    case 'command':
      return healByCommand(undo);
    case 'toxics': {
      const proxies = [...new Set(undo.toxics.map(({ proxy }) => proxy))];
      await takeOff(new ToxiproxyApi(undo.api), proxies);
      return `toxiproxy at ${undo.api} shows no disturbance of ours on ${proxies.join(', ')}`;
    }
  }
}
