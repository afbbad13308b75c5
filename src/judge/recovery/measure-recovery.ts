import { faultShape } from '../../scenarios/fault-kinds.ts';
import type { PlannedFault } from '../../scenarios/fault-types.ts';
import { placeWords } from '../../scenarios/faults.ts';
import type { Plan } from '../../scenarios/types.ts';
import { medianOf } from '../medians.ts';
import type { RepetitionEvidence } from '../repetition-evidence.ts';
import type { RecoverySummary, RecoveryTime } from '../types/figures.ts';
import { type Duration, medianDuration } from './duration.ts';
import type { FaultTimes } from './fault-times.ts';
import { latencyOver } from './latency.ts';
import { type Effect, type PassRecovery, passRecovery } from './pass-recovery.ts';
import { tailGroupsOf } from './readers.ts';
import type { FaultWindows } from './windows.ts';
import type { WithoutAck } from './without-ack.ts';

/** What each fault of the plan did in one pass, or in several taken together: medians of times, sums of counts. */
export function measureRecovery(passes: readonly RepetitionEvidence[], plan: Plan): readonly RecoverySummary[] {
  const recovered = passes.map((pass) => passRecovery(pass, plan));
  return (plan.faults ?? []).map((fault, index) =>
    summarize(
      fault,
      recovered.flatMap((ofPass) => ofPass[index] ?? []),
      plan,
    ),
  );
}

function summarize(planned: PlannedFault, passes: readonly PassRecovery[], plan: Plan): RecoverySummary {
  const { title, healed } = faultShape(planned.kind);
  const effects = passes.flatMap(({ effect }) => effect ?? []);
  const at = (stage: Exclude<keyof FaultTimes, 'planned'>) => medianOf(passes.map(({ times }) => times[stage]));
  const latency = (window: keyof FaultWindows) =>
    latencyOver(
      passes.map(({ pass, windows }) => ({ pass, span: windows[window] })),
      plan,
    );
  return {
    fault: planned.id,
    name: planned.id,
    kind: planned.kind,
    title,
    where: placeWords(planned.where),
    healed,
    startedAtSeconds: at('started'),
    heldAtSeconds: at('held'),
    healingAtSeconds: at('healing'),
    endedAtSeconds: at('ended'),
    ...timesOf(effects),
    longestWithoutAckSeconds: medianOf(effects.map(({ withoutAck }) => withoutAck[0]?.seconds ?? 0)),
    withoutAck: withoutAckByPartition(effects),
    ...countsOf(effects),
    before: latency('before'),
    during: latency('during'),
    after: latency('after'),
    readers: readersOf(effects, plan),
    notes: notesOf(passes),
  };
}

type Times = Pick<RecoverySummary, RecoveryTime | 'unreached' | 'headroomNote' | 'headroomGoneAgainSeconds'>;

const TIMES: readonly (readonly [RecoveryTime, (effect: Effect) => Duration])[] = [
  ['timeToFirstAckSeconds', ({ acknowledged }) => acknowledged.first],
  ['timeToEveryPartitionSeconds', ({ acknowledged }) => acknowledged.everyPartition],
  ['timeToDrainedSeconds', ({ drained }) => drained],
  ['timeToHeadroomSeconds', ({ headroom }) => headroom.time],
];

function timesOf(effects: readonly Effect[]): Times {
  const told = TIMES.map(([name, of]) => ({ name, ...medianDuration(effects.map(of)) }));
  const times = Object.fromEntries(told.map(({ name, seconds }) => [name, seconds])) as Pick<Times, RecoveryTime>;
  const notes = new Set(effects.flatMap(({ headroom }) => headroom.note ?? []));
  const isBack = times.timeToHeadroomSeconds !== null;
  const goneAgain = effects.flatMap(({ headroom }) => (typeof headroom.time === 'number' ? headroom.lostAgain : []));
  return {
    ...times,
    headroomNote: !isBack && notes.size > 0 ? [...notes].join('; ') : null,
    headroomGoneAgainSeconds: isBack ? medianOf(goneAgain) : null,
    unreached: told.flatMap(({ name, isUnreached }) => (isUnreached ? name : [])),
  };
}

type Counts = Pick<
  RecoverySummary,
  'intended' | 'failed' | 'unknown' | 'unsent' | 'retried' | 'availability' | 'lost' | 'duplicated'
>;

function countsOf(effects: readonly Effect[]): Counts {
  const sum = (count: (effect: Effect) => number | null): number | null =>
    effects.reduce<number | null>(
      (total, effect) => {
        const one = count(effect);
        return total === null || one === null ? null : total + one;
      },
      effects.length === 0 ? null : 0,
    );
  const intended = sum(({ outcomes }) => outcomes.intended);
  const inLimit = sum(({ outcomes }) => outcomes.acknowledgedInLimit);
  return {
    intended,
    failed: sum(({ outcomes }) => outcomes.failed),
    unknown: sum(({ outcomes }) => outcomes.unknown),
    unsent: sum(({ outcomes }) => outcomes.unsent),
    retried: sum(({ retried }) => retried),
    availability: inLimit === null || intended === null || intended === 0 ? null : inLimit / intended,
    lost: sum(({ lost }) => lost),
    duplicated: sum(({ duplicated }) => duplicated),
  };
}

/** The median of each partition; a pass in which it was never without counts as 0. */
function withoutAckByPartition(effects: readonly Effect[]): readonly WithoutAck[] {
  const named = Map.groupBy(
    effects.flatMap(({ withoutAck }) => withoutAck),
    ({ topic, partition }) => `${topic}/${partition}`,
  );
  return [...named.values()]
    .flatMap((gaps): readonly WithoutAck[] => {
      const [first] = gaps;
      const none = Array.from({ length: effects.length - gaps.length }, () => 0);
      const seconds = medianOf([...gaps.map((gap) => gap.seconds), ...none]) ?? 0;
      return first === undefined || seconds === 0 ? [] : [{ ...first, seconds }];
    })
    .toSorted((a, b) => b.seconds - a.seconds || a.partition - b.partition);
}

function readersOf(effects: readonly Effect[], plan: Plan): RecoverySummary['readers'] {
  return tailGroupsOf(plan).map(({ name }) => {
    const told = effects.flatMap(({ readers }) => readers.filter(({ group }) => group === name));
    return {
      group: name,
      longestGapSeconds: medianOf(told.map(({ longestGapSeconds }) => longestGapSeconds)),
      rebalances: told.length === 0 ? null : told.reduce((sum, { rebalances }) => sum + rebalances, 0),
      timeToTailSeconds: medianOf(told.map(({ timeToTailSeconds }) => timeToTailSeconds)),
    };
  });
}

/** Of several passes each note says which it is of. */
const notesOf = (passes: readonly PassRecovery[]): readonly string[] =>
  passes.flatMap(({ pass, effect }) =>
    (effect?.notes ?? []).map((note) => (passes.length === 1 ? note : `repetition ${pass.repetition}: ${note}`)),
  );
