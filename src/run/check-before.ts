import type { RepetitionRecorder } from '../evidence/repetition-recorder.ts';
import type { ConnectionSettings } from '../kafka/connection.ts';
import { Gate } from '../kafka/read-only/gate.ts';
import { openReadOnly } from '../kafka/read-only/open.ts';
import type { ReadLimits } from '../kafka/read-only/requests-log.ts';
import type { Target } from '../scenarios/target-types.ts';
import { checkTarget } from '../target-check/check.ts';
import type { CheckLine } from '../target-check/types.ts';

export interface CheckBefore {
  readonly target: Target;
  readonly connection: ConnectionSettings;
  readonly clientId: string;
  readonly signal: AbortSignal;
  readonly recorder: RepetitionRecorder;
  /** Shows a line that stays. */
  line(text: string): void;
}

/** Load comes next: the check need not be gentler than that, only short. */
const LIMITS: ReadLimits = { requestsPerSecond: 500, mibPerSecond: 50 };
/** Beside a cluster that answered before, this is plenty; a run never waits longer for its check, and what is not there then is not known. */
const WITHIN_MS = 10_000;
const EACH_WITHIN_MS = 3_000;
const ROUND_TRIPS = 10;

/**
 * The check of a target before its first repetition, as evidence; what fails is shown before the load. It holds nothing
 * back: whether a run is possible, the run finds out.
 */
export async function checkBefore(given: CheckBefore): Promise<void> {
  const { target, connection, clientId, recorder } = given;
  const over = AbortSignal.timeout(WITHIN_MS);
  const signal = AbortSignal.any([given.signal, over]);
  const gate = new Gate({ limits: LIMITS, log: () => undefined, signal });
  const cluster = openReadOnly(connection, {
    clientId,
    limits: LIMITS,
    log: () => undefined,
    signal,
    gate,
    connectWithinMs: EACH_WITHIN_MS,
    answerWithinMs: EACH_WITHIN_MS,
  });
  try {
    const { at, lines, roundTrips, facts } = await checkTarget({
      target,
      connection,
      cluster,
      gate,
      services: [],
      steps: ['run'],
      timeoutMs: EACH_WITHIN_MS,
      roundTrips: ROUND_TRIPS,
      writing: { kind: 'not-asked', why: 'not asked: the load comes next', todo: null },
      partitionAdvice: null,
      late: over,
    });
    recorder.event({ kind: 'target-checked', check: { at, lines, roundTrips, facts } });
    for (const line of lines.filter(({ verdict }) => verdict === 'failed')) given.line(shown(target, line));
  } catch (cause) {
    given.signal.throwIfAborted();
    recorder.event({ kind: 'error', where: 'checking the target', message: (cause as Error).message, count: 1 });
  } finally {
    await cluster.close().catch(() => undefined);
  }
}

const shown = ({ name }: Target, { title, detail, todo }: CheckLine): string =>
  `Check of ${name}: ${title}: ${detail}${todo === null ? '' : ` → ${todo}`}`;
