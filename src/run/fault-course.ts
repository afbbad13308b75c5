import { setTimeout as delay } from 'node:timers/promises';
import type { RepetitionRecorder } from '../evidence/repetition-recorder.ts';
import type { PreparedFault } from '../faults/types.ts';
import type { MonotonicClock } from '../loadgen/monotonic-clock.ts';
import { faultShape } from '../scenarios/fault-kinds.ts';
import type { PlannedFault } from '../scenarios/fault-types.ts';

/** What a fault needs of the run around it. */
export interface FaultStage {
  readonly clock: MonotonicClock;
  readonly recorder: RepetitionRecorder;
  /** Since the epoch. */
  readonly loadEndsSecond: number;
  /** Aborts when the run is to end: then what is broken is healed at once. */
  readonly signal: AbortSignal;
  /** Intervals of every histogram also end then; told ahead of time. */
  cut(atMicros: number): void;
  /** Acknowledgements of records intended from then on are told. */
  faultBegan(fault: string, atMicros: number): void;
  /** What outlives this process was not healed: nothing more can be measured. */
  leftBroken(error: Error): void;
  /** Writes down how the fault is healed, before it is done; resolves with what strikes it out again. */
  journal(fault: PlannedFault, prepared: PreparedFault): Promise<() => Promise<void>>;
}

/** The threads are told of a cut before it comes. */
const LEAD_MICROS = 30_000;

export const LEAD_SECONDS = LEAD_MICROS / 1e6;

/** A look at the cluster before a fault may take so long. */
export const LOOK_SECONDS = 3;

/** One fault from its beginning to its end. Every step is an event; what goes wrong is one, too. */
export class FaultCourse {
  readonly fault: PlannedFault;
  readonly #prepared: PreparedFault;
  readonly #stage: FaultStage;
  #ended: Promise<void> | null = null;
  #strikeOut: () => Promise<void> = async () => undefined;

  constructor(fault: PlannedFault, prepared: PreparedFault, stage: FaultStage) {
    this.fault = fault;
    this.#prepared = prepared;
    this.#stage = stage;
  }

  /** True from its beginning until it was seen to be healed, or could not be. */
  isGoingOn = false;

  /** Call it `LOOK_SECONDS` ahead; nothing waits for it. */
  look(): void {
    const note = (error: Error) =>
      this.#stage.recorder.event({
        kind: 'fault-note',
        fault: this.fault.id,
        note: `nothing is known of before: ${error.message}`,
      });
    this.#prepared.look?.().catch(note);
  }

  /** Begins it and comes back; `ended` resolves when it is over. Call it `LEAD_SECONDS` ahead. */
  begin(): void {
    this.isGoingOn = true;
    this.#ended = this.#run().finally(() => {
      this.isGoingOn = false;
    });
  }

  /** It was not begun, and why. */
  refuse(message: string): void {
    this.#failed('inject', message);
  }

  /** Resolves when nothing of it is left, or is known to be; never rejects. At once where it never began. */
  async ended(): Promise<void> {
    await this.#ended;
  }

  async #run(): Promise<void> {
    const { fault } = this;
    const { recorder, signal } = this.#stage;
    const isProcedure = faultShape(fault.kind).lasts === 'procedure';
    try {
      this.#strikeOut = await this.#stage.journal(fault, this.#prepared);
    } catch (error) {
      // Without its entry nobody could heal it after us.
      return this.#failed('inject', (error as Error).message);
    }
    const startedAt = await this.#cut((at) => this.#stage.faultBegan(fault.id, at));
    recorder.event({ kind: 'fault-started', fault: fault.id }, startedAt);
    const until = this.#until(startedAt);
    const held = await this.#inject(startedAt);
    if (held && !isProcedure) await this.#wait(until);
    if (!isProcedure) recorder.event({ kind: 'fault-healing', fault: fault.id });
    await this.#heal(held, startedAt, isProcedure && !signal.aborted ? until : null);
  }

  async #inject(startedAt: number): Promise<boolean> {
    const { recorder, signal, clock } = this.#stage;
    try {
      const evidence = await this.#prepared.inject(signal);
      recorder.event({ kind: 'fault-held', fault: this.fault.id, evidence });
    } catch (error) {
      // A run that is being ended has its reason already.
      if (!signal.aborted) this.#failed('inject', (error as Error).message);
      return false;
    }
    const { durationSeconds } = this.fault;
    const tookSeconds = (clock() - startedAt) / 1e6;
    if (durationSeconds === null || tookSeconds < durationSeconds) return true;
    this.#failed('inject', `it took ${tookSeconds.toFixed(1)} s to be in effect, longer than it was to last`);
    return false;
  }

  /** `until`: when a procedure should be through; null where nothing says it. */
  async #heal(held: boolean, startedAt: number, until: number | null): Promise<void> {
    const { recorder, clock, signal, loadEndsSecond } = this.#stage;
    // What cannot outlive this process is gone with the cluster that is stopped next.
    const isMoot = (): boolean => signal.aborted && this.#prepared.undo === null;
    if (isMoot()) return;
    let evidence: string;
    try {
      evidence = await this.#prepared.heal(this.#prepared.undo === null ? signal : undefined);
      await this.#strikeOut();
    } catch (error) {
      if (isMoot()) return;
      this.#failed('heal', (error as Error).message);
      if (this.#prepared.undo !== null) this.#stage.leftBroken(error as Error);
      return;
    }
    // Of one that never was in effect it is known already that it failed.
    if (!held) return;
    const late = until !== null && clock() > until;
    if (late) this.#failed('heal', `it took ${((clock() - startedAt) / 1e6).toFixed(1)} s, longer than it may`);
    const endedAt = await this.#cut();
    recorder.event({ kind: 'fault-ended', fault: this.fault.id, evidence }, endedAt);
    if (late || signal.aborted || endedAt < loadEndsSecond * 1e6) return;
    const note = 'healed only after the load had ended, so there are no figures for afterwards';
    recorder.event({ kind: 'fault-note', fault: this.fault.id, note });
  }

  /** Ends every interval a moment from now, in a whole millisecond, and waits for it. */
  async #cut(announce: (atMicros: number) => void = () => undefined): Promise<number> {
    const at = Math.ceil((this.#stage.clock() + LEAD_MICROS) / 1e3) * 1e3;
    this.#stage.cut(at);
    announce(at);
    await delay(Math.max(0, (at - this.#stage.clock()) / 1e3));
    return at;
  }

  /** µs since the epoch. */
  #until(startedAt: number): number {
    const { durationSeconds } = this.fault;
    return durationSeconds === null ? this.#stage.loadEndsSecond * 1e6 : startedAt + durationSeconds * 1e6;
  }

  async #wait(untilMicros: number): Promise<void> {
    const { clock, signal } = this.#stage;
    await delay(Math.max(0, (untilMicros - clock()) / 1e3), undefined, { signal }).catch(() => undefined);
  }

  #failed(stage: 'inject' | 'heal', message: string): void {
    this.#stage.recorder.event({ kind: 'fault-failed', fault: this.fault.id, stage, message });
  }
}
