import type { CheckAnswers } from '../answers.ts';
import { failed, type Looked, millis, notObtained, passed } from '../line.ts';
import { liveBrokers } from '../live-brokers.ts';
import { type Quotas, quotasOf } from '../quotas.ts';
import type { CheckGroup, CheckLine } from '../types.ts';

const MIB = 1024 ** 2;

/** Kafka's keys in words, and their values. */
const WORDS: Readonly<Record<string, (value: number) => string>> = {
  producer_byte_rate: (value) => `producers ${mib(value)} MiB/s a broker`,
  consumer_byte_rate: (value) => `consumers ${mib(value)} MiB/s a broker`,
  request_percentage: (value) => `${value}% of a broker’s request threads`,
  controller_mutation_rate: (value) => `${value} partitions created or deleted a second`,
};

const mib = (bytes: number): number => Number((bytes / MIB).toPrecision(3));

const looking = (id: string, title: string): Looked => ({ group: 'quotas' satisfies CheckGroup, id, title });

export function quotaLines(answers: CheckAnswers): readonly CheckLine[] {
  const { quotas, user, throttledMillis } = answers;
  const looked = looking('quotas', 'Quotas of this principal');
  const line = quotas.obtained ? ofQuotas(looked, quotasOf(quotas.value, user), answers) : notObtained(looked, quotas);
  const asked = looking('throttled', 'Answers that were held back');
  const held =
    throttledMillis > 0
      ? passed(
          asked,
          `${millis(throttledMillis)} at most, by a quota`,
          'a run would be throttled, too: raise the quota',
        )
      : passed(asked, 'none while this was checked');
  return [line, held];
}

function ofQuotas(looked: Looked, quotas: Quotas, { target, cluster }: CheckAnswers): CheckLine {
  const words = inWords(quotas);
  const rate = quotas.get('producer_byte_rate');
  const brokers = cluster.obtained ? liveBrokers(cluster.value).length : null;
  if (rate === undefined || brokers === null || target.budget === null) return passed(looked, words);
  const allowed = (rate * brokers) / MIB;
  if (allowed >= target.budget.mibPerSecond) return passed(looked, words);
  return failed(
    looked,
    `${words}: ${Number(allowed.toPrecision(3))} MiB/s over ${brokers} brokers, and the target’s budget is ${target.budget.mibPerSecond} MiB/s`,
    'raise the quota, or plan for less: a throttled run measures the quota',
  );
}

const inWords = (quotas: Quotas): string =>
  [...quotas]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => WORDS[key]?.(value) ?? `${key} ${value}`)
    .join(', ') || 'none';

/** For the fairness page. */
export const quotasFact = ({ quotas, user }: CheckAnswers): string | null =>
  quotas.obtained ? inWords(quotasOf(quotas.value, user)) : null;
