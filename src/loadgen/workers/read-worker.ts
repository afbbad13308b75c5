import { parentPort, workerData } from 'node:worker_threads';
import type { PlannedGroup } from '../../scenarios/types.ts';
import { Cuts } from '../cuts.ts';
import type { ArrivedRecords, DriverReader, ReaderContext } from '../drivers/driver.ts';
import { driverNamed } from '../drivers/index.ts';
import { monotonicClock, monotonicNanos } from '../monotonic-clock.ts';
import { AskedFetches } from '../workloads/asked-fetches.ts';
import { CatchUpGroup } from '../workloads/catch-up-group.ts';
import { CompleteReading } from '../workloads/complete-reading.ts';
import { GroupReading } from '../workloads/group-reading.ts';
import { ReadGaps } from '../workloads/read-gaps.ts';
import { TailGroup } from '../workloads/tail-group.ts';
import { ErrorTally } from './error-tally.ts';
import { GroupMembers } from './group-members.ts';
import type { FromRead, GroupCounts, ThreadJob, ThreadMetric, TopicEnds, ToRead } from './messages.ts';
import { everySecond } from './second-ticker.ts';
import { ThreadHealth, threadCpuMicros } from './thread-health.ts';

/** A complete reading that gets nothing for this long is given up. */
const READING_PATIENCE_MS = 20_000;

const job = workerData as ThreadJob;
const { plan } = job;
const driver = driverNamed(plan.client.driver);
const errors = new ErrorTally();
const post = (message: FromRead): void => parentPort?.postMessage(message);
const cuts = new Cuts();
let clock = monotonicClock(monotonicNanos());

type Asking = Pick<ReaderContext, 'onFetchStart' | 'onFetch' | 'onFetchLost'>;

interface RunningGroup {
  readonly planned: PlannedGroup;
  readonly work: TailGroup | CatchUpGroup;
  readonly reading: GroupReading;
  readonly gaps: ReadGaps;
  readonly fetches: AskedFetches;
  readonly members: GroupMembers;
}

async function openGroup(planned: PlannedGroup): Promise<RunningGroup> {
  const work = planned.role === 'tail' ? new TailGroup(cuts) : new CatchUpGroup(cuts);
  const reading = new GroupReading(planned, job.run);
  const gaps = new ReadGaps(plan.client.lingerMs * 1e3, planned.role === 'catch-up');
  const fetches = new AskedFetches();
  const asking: Asking = {
    onFetchStart: () => fetches.asked(),
    onFetch: (micros, hasRecords) => {
      fetches.ended();
      if (work instanceof CatchUpGroup) work.fetched(clock(), micros, hasRecords);
      else work.progress.fetched();
    },
    onFetchLost: () => fetches.ended(),
  };
  const members = new GroupMembers(planned.role === 'catch-up', (member, startPaused) =>
    openReader(
      planned.name,
      member,
      planned.topics,
      startPaused,
      asking,
      (arrived) => {
        const before = work instanceof CatchUpGroup ? work.atTailMicros : null;
        gaps.observe(arrived);
        work.observe(arrived);
        reading.observe(arrived, member);
        if (work instanceof CatchUpGroup && before === null && work.atTailMicros !== null) {
          const { atTailMicros: atMicros, recordsAtTail: records, bytesAtTail: bytes } = work;
          post({ kind: 'at-tail', group: planned.name, atMicros, records, bytes });
        }
      },
      () => reading.joined(member),
    ),
  );
  await members.join(planned.members);
  return { planned, work, reading, gaps, fetches, members };
}

function openReader(
  group: string,
  member: number,
  topics: readonly string[],
  startPaused: boolean,
  asking: Asking,
  onRecords: (arrived: ArrivedRecords) => void,
  onJoined: () => void = () => undefined,
): Promise<DriverReader> {
  return driver.openReader({
    connection: job.connection,
    clientId: `${plan.client.clientIdPrefix ?? ''}${job.clientId}-${group}-${member}`,
    groupId: `${job.clientId}-${group}`,
    topics,
    zone: plan.client.zone,
    fetchPartitionBytes: plan.client.fetchPartitionBytes,
    startPaused,
    clock: () => clock(),
    onRecords,
    ...asking,
    onGeneration: (generation) => {
      onJoined();
      post({ kind: 'generation', group, member, generation, atMicros: clock() });
    },
    onCrash: (message) => post({ kind: 'reader-crashed', group, member, message }),
    onError: errors.add,
  });
}

function resume(group: RunningGroup, ends: readonly TopicEnds[]): void {
  if (!(group.work instanceof CatchUpGroup)) return;
  const behind = plan.topics.flatMap(({ name, partitions }) => {
    const known = ends.find(({ topic }) => topic === name)?.offsets;
    return Array.from({ length: partitions }, (_, partition) => partition)
      .filter((partition) => known?.[partition] !== 0)
      .map((partition) => `${name}/${partition}`);
  });
  group.work.start(behind);
  group.gaps.start(clock());
  post({ kind: 'resumed', group: group.planned.name, atMicros: clock() });
  group.members.resume();
}

/** A fault takes a member away, or brings another one in its place. */
async function answerCall(
  { kind, call, member }: Extract<ToRead, { call: number }>,
  group: RunningGroup | undefined,
): Promise<void> {
  try {
    // Once groups have been left there is nothing to restore.
    if (kind === 'restore') await group?.members.restore(member);
    else if (group === undefined) throw new Error('there is no such group');
    else await group.members.crash(member);
    if (kind === 'restore') group?.fetches.back(member);
    else group?.fetches.away(member);
    post({ kind: 'called', call, error: null });
  } catch (error) {
    post({ kind: 'called', call, error: (error as Error).message });
  }
}

/** Reads everything once, alone, and posts what stands in the log. */
async function readAll(ends: readonly TopicEnds[], opened: (reader: DriverReader) => void): Promise<void> {
  const reading = new CompleteReading(job.run, ends);
  let lastArrival = performance.now();
  const topics = ends.map(({ topic }) => topic);
  const ignore = (): void => undefined;
  const asking: Asking = { onFetchStart: ignore, onFetch: ignore, onFetchLost: ignore };
  const reader = await openReader('audit', 0, topics, false, asking, (arrived) => {
    lastArrival = performance.now();
    reading.observe(arrived);
  });
  opened(reader);
  while (!reading.done && performance.now() - lastArrival < READING_PATIENCE_MS) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await reader.close();
  post({ kind: 'reading', partitions: reading.partitions() });
}

async function read(): Promise<void> {
  const groups = await Promise.all(plan.groups.map(openGroup));
  const health = new ThreadHealth({ thread: 'read', index: job.index }, threadCpuMicros);
  let ticker: { stop(): void } | null = null;
  let auditor: DriverReader | null = null;

  const report = (second: number): void => {
    const histograms: GroupCounts[] = groups.flatMap(({ planned, work }) =>
      work.take().map((counts) => ({ ...counts, group: planned.name })),
    );
    const metrics: ThreadMetric[] = groups.map(({ planned, work, fetches }) => ({
      kind: 'group',
      second,
      group: planned.name,
      ...work.progress.take(),
      ...fetches.take(),
    }));
    post({ kind: 'second', histograms, metrics: [health.take(second), ...metrics], errors: errors.take() });
    for (const { planned, gaps } of groups) {
      const ended = gaps.take();
      if (ended.length > 0) post({ kind: 'read-gaps', group: planned.name, gaps: ended });
    }
  };
  const closeGroups = async (ends: readonly TopicEnds[] = []): Promise<void> => {
    ticker?.stop();
    for (const { planned, gaps } of groups) {
      gaps.close(
        clock(),
        ends.filter(({ topic }) => planned.topics.includes(topic)),
      );
    }
    if (ticker !== null) report(Math.max(0, Math.floor(clock() / 1e6)));
    ticker = null;
    health.stop();
    const left = groups.splice(0);
    await Promise.allSettled(left.map(({ members }) => members.close()));
    for (const { reading } of left) post({ kind: 'group-reading', reading: reading.reading() });
  };

  parentPort?.on('message', (message: ToRead) => {
    if (message.kind === 'begin') {
      clock = monotonicClock(message.epochNanos);
      errors.take();
      ticker = everySecond(() => clock(), report);
    } else if (message.kind === 'cut') {
      cuts.add(message.atMicros);
    } else if (message.kind === 'crash' || message.kind === 'restore') {
      void answerCall(
        message,
        groups.find(({ planned }) => planned.name === message.group),
      );
    } else if (message.kind === 'resume') {
      const group = groups.find(({ planned }) => planned.name === message.group);
      if (group !== undefined) resume(group, message.ends);
    } else if (message.kind === 'read-all') {
      closeGroups(message.ends)
        .then(() =>
          readAll(message.ends, (reader) => {
            auditor = reader;
          }),
        )
        .catch((error: Error) => post({ kind: 'failed', message: error.message }));
    } else {
      const ends = message.kind === 'leave' ? message.ends : [];
      Promise.allSettled([closeGroups(ends), auditor?.close()]).then(() => post({ kind: 'closed' }));
    }
  });
  post({ kind: 'ready' });
}

read().catch((error: Error) => post({ kind: 'failed', message: error.message }));
