import { openAdmin } from '../../kafka/admin.ts';
import type { FaultSurroundings, Injector } from '../types.ts';
import { proxiesOf } from './network.ts';
import { backToWhole, cutOff } from './path-effects.ts';
import { refusedByPlatform } from './refusals.ts';

const BETWEEN_LOOKS_MS = 1_000;

/** The paths to the controllers cut; while they are, it is tried what clients can still do. */
export const controlPlane: Injector = {
  kinds: ['control-plane-cut'],
  refusal(fault, facts) {
    if (facts.local !== null) return refusedByPlatform(fault, facts);
    if ((facts.target.faults?.toxiproxy?.controlPlane ?? []).length > 0) return null;
    return `add faults.toxiproxy.controlPlane to the target file, or faults.commands.${fault.kind}`;
  },
  async prepare({ id }, surroundings) {
    const proxies = proxiesOf(surroundings);
    const paths = proxies.paths('controller', null);
    if (paths.length === 0) throw new RangeError(`no proxy stands on the paths of ${id}`);
    let trials: Trials | null = null;
    return {
      undo: proxies.undo(paths, { kind: 'cut' }),
      async inject(signal) {
        const seen = await cutOff(proxies, paths, surroundings, signal);
        trials = new Trials(surroundings, signal);
        return seen;
      },
      async heal(signal) {
        if (trials !== null) surroundings.note(trials.end());
        trials = null;
        return backToWhole(proxies, paths, surroundings, { kind: 'cut' }, signal);
      },
    };
  },
};

/** Once a second until the signal: does an existing client get an answer, and can a new one connect and get metadata? */
class Trials {
  readonly #end = new AbortController();
  readonly #over: AbortSignal;
  readonly #surroundings: FaultSurroundings;
  #count = 0;
  #newConnected = 0;
  #existingAnswered = 0;

  constructor(surroundings: FaultSurroundings, signal: AbortSignal) {
    this.#surroundings = surroundings;
    this.#over = AbortSignal.any([signal, this.#end.signal]);
    void this.#try();
  }

  /** What was seen. Healing does not wait for what is under way. */
  end(): string {
    this.#end.abort();
    const of = (answered: number): string => `${answered} of ${this.#count}`;
    return this.#count === 0
      ? 'it ended before anything could be tried'
      : `while it was cut, ${of(this.#newConnected)} new clients connected and got metadata, and ${of(this.#existingAnswered)} questions of an existing one were answered`;
  }

  async #try(): Promise<void> {
    while (!this.#over.aborted) {
      const [connected, answered] = await Promise.all([this.#newClientConnects(), this.#existingIsAnswered()]);
      // What was under way at the end has no verdict.
      if (this.#over.aborted) return;
      this.#count++;
      if (connected) this.#newConnected++;
      if (answered) this.#existingAnswered++;
      await pause(BETWEEN_LOOKS_MS, this.#over);
    }
  }

  async #newClientConnects(): Promise<boolean> {
    const admin = openAdmin(this.#surroundings.connection, 'workbench-new-client', this.#over);
    const connected = await succeeds(admin.cluster());
    await succeeds(admin.close());
    return connected;
  }

  #existingIsAnswered(): Promise<boolean> {
    return succeeds(this.#surroundings.admin.roundTripMicros());
  }
}

const succeeds = (asked: Promise<unknown>): Promise<boolean> =>
  asked.then(
    () => true,
    () => false,
  );

/** Ends early, without an error, on abort. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
