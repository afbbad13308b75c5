import { setTimeout as delay } from 'node:timers/promises';
import { platformError } from '../errors.ts';
import { incomplete, incompleteWords } from './in-sync.ts';
import type { LiveBrokers } from './live-brokers.ts';
import { agreedStates, answeredBrokers, type PartitionState, type TopicSelection } from './partition-states.ts';
import {
  alterReassignments,
  electPreferred,
  listReassignments,
  type OngoingReassignment,
  type Reassignment,
} from './reassignment.ts';

const BETWEEN_LOOKS_MS = 200;

/** Where a cluster keeps its partitions: what it says of that, and how it is told otherwise. Works while brokers are dead. */
export interface Placement {
  /** What the brokers that answer agree on; a topic that none of them knows is not in it. */
  partitions(selection: TopicSelection): Promise<readonly PartitionState[]>;
  /**
   * Waits until every partition has a leader and all its replicas in the ISR, each replica's broker answering for
   * itself. Rejects with WorkbenchError `not-in-sync` (exit status 4), which says which partition lacks which replica
   * or what the last question failed with, or with the signal's reason.
   */
  inSync(which: TopicSelection & InSyncLimits): Promise<void>;
  /** Resolves when the controller has taken the moves; the copying goes on until `reassignments` is empty. */
  reassign(moves: readonly Reassignment[]): Promise<void>;
  reassignments(): Promise<readonly OngoingReassignment[]>;
  /** Lets the first replica of every partition lead; resolves with the number of those whose first could not. */
  electPreferredLeaders(partitions: readonly Pick<Reassignment, 'topic' | 'partition'>[]): Promise<number>;
}

export interface InSyncLimits {
  readonly withinMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** `ask` bounds a question and explains its failure; the signal is the one that it heeds. */
export function placementOf(
  live: LiveBrokers,
  ask: <T>(what: string, request: () => Promise<T>) => Promise<T>,
  ending: AbortSignal,
): Placement {
  const look = async (selection: TopicSelection) => {
    const answers = await live.metadata(selection.internal ? null : selection.topics);
    return { states: agreedStates(answers, selection), answered: answeredBrokers(answers) };
  };

  /** Null when everything is in sync. */
  async function whatIsMissing(selection: TopicSelection): Promise<string | null> {
    const { states, answered } = await look(selection);
    const unknown = selection.topics.filter((name) => states.every(({ topic }) => topic !== name));
    if (unknown.length > 0) return `no broker knows ${unknown.join(', ')}`;
    const lacking = incomplete(states, answered);
    return lacking.length === 0 ? null : incompleteWords(lacking);
  }

  return {
    partitions: (selection) => ask('describe partitions', async () => (await look(selection)).states),
    async inSync({ withinMs, signal, ...selection }) {
      const over = AbortSignal.timeout(Math.max(1, withinMs));
      const either = AbortSignal.any([over, ending, ...(signal === undefined ? [] : [signal])]);
      let missing: string | null = 'no broker has answered yet';
      try {
        for (;;) {
          const looking = whatIsMissing(selection).catch((error: unknown) => `the brokers did not answer (${error})`);
          missing = await orAborted(looking, either);
          if (missing === null) return;
          await delay(BETWEEN_LOOKS_MS, undefined, { signal: either });
        }
      } catch (error) {
        signal?.throwIfAborted();
        ending.throwIfAborted();
        if (!over.aborted) throw error;
        throw platformError(
          'not-in-sync',
          `Within ${withinMs / 1000} s not every replica came to be in sync: ${missing}.`,
          'Look at the logs of these brokers; a large partition takes longer to be copied.',
        );
      }
    },
    reassign: (moves) => ask('reassign partitions', () => alterReassignments(live, moves)),
    reassignments: () => ask('list reassignments', () => listReassignments(live)),
    electPreferredLeaders: (partitions) => ask('elect preferred leaders', () => electPreferred(live, partitions)),
  };
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
