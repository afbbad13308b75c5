import type { RunCost } from '../cost-model/pricing/run-cost.ts';
import { coverageOf } from '../judge/coverage/coverage.ts';
import { coverageLines } from '../judge/coverage/words.ts';
import type { Coverage } from '../judge/types/coverage.ts';
import { faultShape } from '../scenarios/fault-kinds.ts';
import type { PlannedFault } from '../scenarios/fault-types.ts';
import { settingsWords } from '../scenarios/fault-words.ts';
import { placeWords } from '../scenarios/faults.ts';
import type { LoadedScenario } from '../scenarios/load.ts';
import { topicSchedule } from '../scenarios/schedule.ts';
import type { Phase, Plan } from '../scenarios/types.ts';
import { GIB, MIB } from '../units.ts';
import { table } from './output.ts';

/** What a plan does, in numbers: what `scenario check --json` prints. Rates are records a second. */
export interface PlanExplanation {
  readonly scenario: string;
  readonly file: string;
  readonly digest: string;
  readonly planDigest: string;
  readonly overrides: readonly string[];
  readonly repetitions: number;
  /** Of one repetition, as are records, bytes and phases. */
  readonly seconds: number;
  readonly records: number;
  readonly bytes: number;
  readonly phases: readonly (Phase & { readonly records: number; readonly bytes: number })[];
  readonly topics: Plan['topics'];
  readonly groups: Plan['groups'];
  readonly catchUp: Plan['catchUp'];
  /** How long groups may still read after the last send. */
  readonly readingPatienceSeconds: number;
  /** In the order in which they begin. */
  readonly faults: readonly PlannedFault[];
  /** Response p99 with which a second counts as recovered; null without faults. */
  readonly recoveredP99Ms: number | null;
  readonly thresholds: Plan['thresholds'];
  readonly runCost: readonly RunCost[];
  /** Which part of the production that was captured it exercises; null where the scenario names no capture. */
  readonly coverage: Coverage | null;
}

export function explainPlan(loaded: LoadedScenario, runCost: readonly RunCost[]): PlanExplanation {
  const { plan } = loaded;
  const schedules = plan.topics.map(({ name }) => topicSchedule(plan, name));
  const bytesOf = (records: number) => Math.round(records * plan.records.meanBytes);
  const phases = plan.phases.map((phase, index) => {
    const records = schedules.reduce((sum, schedule) => sum + (schedule.phases[index]?.count ?? 0), 0);
    return { ...phase, records, bytes: bytesOf(records) };
  });
  const records = phases.reduce((sum, phase) => sum + phase.records, 0);
  return {
    scenario: plan.scenario,
    file: loaded.file,
    digest: loaded.digest,
    planDigest: loaded.planDigest,
    overrides: loaded.overrides,
    repetitions: plan.repetitions,
    seconds: plan.phases.at(-1)?.endSecond ?? 0,
    records,
    bytes: bytesOf(records),
    phases,
    topics: plan.topics,
    groups: plan.groups,
    catchUp: plan.catchUp,
    readingPatienceSeconds: plan.readingPatienceSeconds,
    faults: plan.faults ?? [],
    recoveredP99Ms: plan.recoveredP99Ms ?? null,
    thresholds: plan.thresholds,
    runCost,
    coverage: coverageOf(plan),
  };
}

/** The same for people. */
export function explanationText(plan: PlanExplanation): string {
  const { seconds, repetitions } = plan;
  const inAll = `${amount(plan.records)} records, ${size(plan.bytes)} in ${duration(seconds)}`;
  return [
    `${plan.scenario}: ${inAll}, ${repetitions} ${plural('repetition', repetitions)} of it on each target`,
    phaseTable(plan),
    topicTable(plan),
    groupLines(plan),
    faultLines(plan),
    thresholdLines(plan),
    coverageTable(plan),
    costLines(plan),
    digestLines(plan),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function phaseTable({ phases }: PlanExplanation): string {
  const rate = ({ fromRate, toRate }: Phase) =>
    fromRate === toRate ? amount(fromRate) : `${amount(fromRate)} → ${amount(toRate)}`;
  const rows = phases.map((phase) => [
    phase.name,
    phase.kind,
    phase.role,
    `${phase.startSecond}–${phase.endSecond} s`,
    rate(phase),
    amount(phase.records),
    size(phase.bytes),
  ]);
  const head = ['phase', 'kind', 'role', 'when', 'sends/s', 'records', 'size'];
  return table([head, ...rows], { align: ['left', 'left', 'left', 'right', 'right', 'right', 'right'] });
}

function topicTable({ topics }: PlanExplanation): string {
  const rows = topics.map(({ name, partitions, replication, share, configs }) => [
    name,
    String(partitions),
    replication === null ? "the broker's" : String(replication),
    `${Number((share * 100).toPrecision(3))}%`,
    Object.entries(configs)
      .map(([key, value]) => `${key}=${value}`)
      .join(' '),
  ]);
  const head = ['topic', 'partitions', 'replication', 'share', 'configs'];
  return table([head, ...rows], { align: ['left', 'right', 'right', 'right', 'left'] });
}

function groupLines({ groups, catchUp, phases, readingPatienceSeconds }: PlanExplanation): string {
  const lines = groups.map(({ name, role, members }) => {
    const from =
      role === 'tail' || catchUp === null ? 'follows the tail' : `reads the backlog from ${catchUp.startSecond} s on`;
    return [name, `${members} ${plural('member', members)}`, from];
  });
  if (catchUp !== null) {
    const { baselineFromSecond: from, startSecond: to } = catchUp;
    const warm =
      phases.find(({ startSecond, endSecond }) => startSecond <= from && from < endSecond)?.role === 'warm-up';
    const note = warm ? ': a warm-up, since no measured second of this rate comes just before' : '';
    lines.push(['baseline', `${from}–${to} s`, `what the drain is told against${note}`]);
  }
  if (groups.length > 0)
    lines.push(['patience', `${readingPatienceSeconds} s`, 'how long they may read after the last send']);
  return table(lines, { maxWidth: 100 });
}

function faultLines({ faults, recoveredP99Ms }: PlanExplanation): string {
  if (faults.length === 0) return '';
  const rows = faults.map(({ id, kind, where, startSecond, durationSeconds, settings }) => [
    id,
    placeWords(where),
    durationSeconds === null ? `from ${startSecond} s on` : `${startSecond}–${startSecond + durationSeconds} s`,
    [settingsWords(settings), `until ${faultShape(kind).healed}`].filter((part) => part !== '').join('; '),
  ]);
  return table(
    [...rows, ['recovered', '', '', `a second with a response p99 of at most ${recoveredP99Ms} ms and nothing queued`]],
    { maxWidth: 100 },
  );
}

function thresholdLines({ thresholds }: PlanExplanation): string {
  if (thresholds.length === 0) return 'no thresholds: the verdict will be "unproven"';
  return table(
    thresholds.map(({ metric, phase, comparator, value, unit, abortOnFail }) => [
      metric,
      phase === null ? '' : `in ${phase}`,
      `${comparator === 'at-most' ? '≤' : '≥'} ${value} ${unit}`,
      abortOnFail ? 'stops the run' : '',
    ]),
  );
}

function coverageTable({ coverage }: PlanExplanation): string {
  if (coverage === null) return '';
  const rows = coverageLines(coverage).map(({ of, production, plan, share, untested }) => [
    of,
    production,
    plan,
    `${significant(Math.floor(share * 1_000) / 10)}%`,
    untested ?? '',
  ]);
  const head = [`of ${coverage.capture.file}`, 'production', 'this plan', 'exercised', 'not exercised'];
  return table([head, ...rows], { align: ['left', 'right', 'right', 'right', 'left'] });
}

function costLines({ runCost }: PlanExplanation): string {
  return table(
    runCost.map(({ target, gibWritten, gibRead, charge }) => {
      const usd = charge.kind === 'modelled' ? `${charge.isLowerBound ? 'at least ' : ''}$${charge.usd}` : '–';
      const moved = `${significant(gibWritten)} GiB written, ${significant(gibRead)} GiB read at most`;
      return [target, moved, usd, charge.why];
    }),
  );
}

function digestLines({ digest, planDigest, overrides }: PlanExplanation): string {
  const set = overrides.map((text) => ['set', text]);
  return table([['scenario', digest], ['plan', planDigest], ...set], { maxWidth: 80 });
}

const plural = (noun: string, count: number): string => (count === 1 ? noun : `${noun}s`);
const significant = (value: number): string => String(Number(value.toPrecision(3)));
/** Digits in groups of three, apart by a narrow space. */
const amount = (value: number): string =>
  String(Math.round(value * 10) / 10).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, '\u202f');
const size = (bytes: number): string =>
  bytes >= GIB ? `${significant(bytes / GIB)} GiB` : `${significant(bytes / MIB)} MiB`;

function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}
