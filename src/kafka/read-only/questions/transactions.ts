import type { TransactionAnswer } from '../answers.ts';
import { inParts } from '../at-most.ts';
import { type Collected, readingOf } from '../collected.ts';
import { errorOf, isGone, isRefused } from '../error-codes.ts';
import type { Known } from '../known.ts';
import type { AnswerOf } from '../protocol/api.ts';
import { describeTransactions } from '../protocol/messages/describe-transactions.ts';
import { listTransactions } from '../protocol/messages/list-transactions.ts';
import type { Reading } from '../reading.ts';
import { withLeaderlessParts } from './of-cluster.ts';

const AT_A_TIME = 200;
/** Others are over, or have not begun. */
const OPEN = ['Ongoing', 'PrepareCommit', 'PrepareAbort', 'PrepareEpochFence'];
/** No transaction is called so; whether that is said, or refused, tells whether the list is of all of them. */
const NO_TRANSACTION = 'workbench-asks-whether-all-transactions-are-listed';

const SOME = { kind: 'transaction', name: null } as const;

export const readTransactions = (known: Known): Promise<Reading<readonly TransactionAnswer[]>> =>
  readingOf(async (collected) => {
    const found = await collected.ofBrokers(await known.live(), (broker) => ofBroker(known, broker, collected));
    await withLeaderlessParts(known, collected, '__transaction_state');
    if (found.length > 0) {
      await collected.part('whether these are all transactions', () => withWhatIsHidden(known, collected), SOME);
    }
    const all = found.flat().toSorted((a, b) => (a.transactionalId < b.transactionalId ? -1 : 1));
    return collected.reading(all, all.length === 0);
  });

/** A broker lists those that it coordinates. */
async function ofBroker(known: Known, broker: number, collected: Collected): Promise<readonly TransactionAnswer[]> {
  const everyOne = { stateFilters: [], producerIdFilters: [], durationFilter: -1, transactionalIdPattern: null };
  const told = await known.brokers.ask(broker, listTransactions, everyOne);
  const { errorCode, transactionStates } = told.body;
  if (errorCode !== 0) throw errorOf(errorCode, 'listing transactions', needed(known, '*'));
  collected.told(listTransactions, told);
  const open = transactionStates.filter(({ transactionState }) => OPEN.includes(transactionState));
  const described = await describedBy(
    known,
    broker,
    open.map(({ transactionalId }) => transactionalId),
    collected,
  );
  return transactionStates.map(({ transactionalId, producerId, transactionState }) => {
    const more = described.get(transactionalId);
    return {
      transactionalId,
      producerId,
      state: more?.transactionState ?? transactionState,
      coordinator: broker,
      startedAtMs: more === undefined || more.transactionStartTimeMs < 0 ? null : more.transactionStartTimeMs,
      timeoutMs: more?.transactionTimeoutMs ?? null,
      partitions: more?.topics ?? [],
    };
  });
}

async function describedBy(known: Known, broker: number, ids: readonly string[], collected: Collected) {
  const found = new Map<string, Described>();
  for (const part of inParts(ids, AT_A_TIME)) {
    const told = await known.brokers.ask(
      broker,
      describeTransactions,
      { transactionalIds: part },
      { about: `${part.length} transactions` },
    );
    collected.told(describeTransactions, told);
    for (const one of told.body.transactionStates) {
      if (one.errorCode === 0) found.set(one.transactionalId, one);
      else if (!isGone(one.errorCode)) {
        const failure = errorOf(one.errorCode, 'reading its state', needed(known, one.transactionalId));
        collected.lacks(`transaction ${one.transactionalId}`, failure);
      }
    }
  }
  return found;
}

type Described = AnswerOf<typeof describeTransactions>['transactionStates'][number];

/** Who may not see all transactions is shown those that it may see. */
async function withWhatIsHidden(known: Known, collected: Collected): Promise<void> {
  const question = { transactionalIds: [NO_TRANSACTION] };
  const told = await known.brokers.askAny(describeTransactions, question, { about: 'a name that no transaction has' });
  const code = told.body.transactionStates[0]?.errorCode ?? 0;
  if (!isRefused(code)) return;
  const failure = errorOf(code, 'seeing every transaction', needed(known, '*'));
  collected.lacks('transactions that this principal may not describe', failure, SOME);
}

const needed = ({ brokers }: Known, name: string) =>
  ({ principal: brokers.principal, operation: 'Describe', resource: { type: 'transactional-id', name } }) as const;
