import type { Transform } from 'node:stream';
import type { ObjectStoreDisturbance } from '../types.ts';
import { SharedLink } from './bandwidth.ts';
import type { StoreRequest } from './classify.ts';
import { isMeant, isTouched, type Treatment, treatmentOf } from './treatment.ts';

/** A disturbance while it lasts: what it does to each request, and to how many it did something. */
export class Disturbed {
  readonly #how: ObjectStoreDisturbance;
  readonly #lift = new AbortController();
  readonly #link: SharedLink | null;
  #meant = 0;
  #touched = 0;
  #passed = 0;

  constructor(how: ObjectStoreDisturbance) {
    this.#how = how;
    this.#link = how.bytesPerSecond === undefined ? null : new SharedLink(how.bytesPerSecond, this.lifted);
  }

  /** Aborted when it is over: what it holds back passes. */
  get lifted(): AbortSignal {
    return this.#lift.signal;
  }

  /** Requests to which something was done. */
  get touched(): number {
    return this.#touched;
  }

  /** Requests that it was meant for, but which came when it was over and were answered. */
  get passed(): number {
    return this.#passed;
  }

  /** A request that came when it was over was answered to the end. */
  noteAnswered(request: StoreRequest): void {
    if (isMeant(this.#how, request)) this.#passed++;
  }

  /** null where nothing is done to the request. Asked once for each. */
  treat(request: StoreRequest): Treatment | null {
    if (!isMeant(this.#how, request)) return null;
    const treatment = treatmentOf(this.#how, this.#meant++);
    if (!isTouched(treatment)) return null;
    this.#touched++;
    return treatment;
  }

  /** Whether a request that is under way when it begins is cut off; it counts as touched then. */
  cutsOff(request: StoreRequest): boolean {
    const isCut = this.#how.unreachable === true && isMeant(this.#how, request);
    if (isCut) this.#touched++;
    return isCut;
  }

  limit(): Transform | null {
    return this.#link?.stream() ?? null;
  }

  end(): void {
    this.#lift.abort();
  }
}
