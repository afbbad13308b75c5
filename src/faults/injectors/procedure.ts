import { platformError } from '../../errors.ts';
import type { PreparedFault } from '../types.ts';

export interface Procedure {
  /**
   * Does it from the beginning to the end; tells `begun`, once, with what was seen of the beginning. Resolves with
   * what was seen of the end. Stops soon after the signal aborted.
   */
  go(signal: AbortSignal, begun: (evidence: string) => void): Promise<string>;
  /** Brings back what a procedure that broke off left away. */
  mend(signal?: AbortSignal): Promise<string>;
}

/** A procedure as a fault: it is in effect when it has begun, and healed when it is through. */
export function procedure({ go, mend }: Procedure): PreparedFault {
  let going: Promise<string> | null = null;
  return {
    undo: null,
    inject(signal) {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      going = go(signal, resolve);
      going.then(() => reject(neverBegun()), reject);
      return promise;
    },
    async heal(signal) {
      try {
        if (going !== null) return await going;
      } catch (error) {
        going = null;
        await mend(signal);
        throw error;
      }
      return mend(signal);
    },
  };
}

const neverBegun = (): Error =>
  platformError('fault-not-seen', 'there was nothing to do', 'look at what the cluster has: nodes, topics, replicas');
