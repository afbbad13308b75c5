import { setTimeout as delay } from 'node:timers/promises';
import { type Account, account } from '../../../src/audit/account.ts';
import { RangeSet } from '../../../src/evidence/ranges.ts';
import { openAdmin } from '../../../src/kafka/admin.ts';
import { Load } from '../../../src/loadgen/load.ts';
import { monotonicNanos } from '../../../src/loadgen/monotonic-clock.ts';
import { topicEnds } from '../../../src/run/catch-up-source.ts';
import { endsAtRest } from '../../../src/run/ends-at-rest.ts';
import type { Plan } from '../../../src/scenarios/types.ts';

const RUN = 77;
const READ_WITHIN_MS = 10_000;

interface AuditedLoad {
  readonly plan: Plan;
  readonly bootstrap: readonly string[];
  /** Records that the group gets more or fewer than were acknowledged. */
  readonly groupGets: () => number;
  /** Happens while the load runs. */
  readonly meanwhile?: () => Promise<void>;
}

/** The plan's load with its threads, its tail group and the complete reading, as in a run; on topics that it creates. */
export async function auditedLoad({ plan, bootstrap, groupGets, meanwhile }: AuditedLoad): Promise<Account> {
  const connection = { bootstrap: [...bootstrap], security: null };
  const { signal } = new AbortController();
  const admin = openAdmin(connection, 'test');
  const nothing = (): void => undefined;
  let read = 0;
  await admin.createTopics(plan.topics);
  const load = new Load(
    { plan, run: RUN, connection, clientId: `test-${plan.topics[0]?.name}` },
    {
      metric: (metric) => {
        if (metric.kind === 'group') read += metric.records;
      },
      sample: nothing,
      error: nothing,
      generation: nothing,
      readerCrashed: nothing,
      resumed: nothing,
      atTail: nothing,
      ackGap: nothing,
      firstAck: nothing,
      readGap: nothing,
    },
  );
  try {
    await load.ready(signal);
    load.begin(monotonicNanos());
    const [{ outcomes }] = await Promise.all([load.produced(), meanwhile?.()]);
    const acknowledged = outcomes.reduce((sum, outcome) => sum + RangeSet.from(outcome.acknowledged).size, 0);
    const until = performance.now() + READ_WITHIN_MS;
    while (read < acknowledged + groupGets() && performance.now() < until) await delay(20);
    const ends = await endsAtRest(() => topicEnds(admin, plan.topics), signal, nothing);
    const readings = await load.readAll(ends, signal);
    return account(outcomes, readings, load.groupReadings, plan);
  } finally {
    await load.terminate();
    await admin.close();
  }
}
