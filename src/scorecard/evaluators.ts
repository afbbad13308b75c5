import type { CostResult } from '../cost-model/types/result.ts';
import { clientOf } from '../evidence/side.ts';
import type { RunPlan, RunTarget } from '../evidence/types/plan.ts';
import { withinWords } from '../judge/catch-up.ts';
import { milliseconds, ratio, significant, whole } from '../judge/format.ts';
import type { RepetitionEvent } from '../judge/repetition-evidence.ts';
import type { Summary, TargetSummary } from '../judge/types/summary.ts';
import { type EvaluatorName, UNDISTURBED_RATIO } from './criteria.ts';
import type { GateVerdict } from './types.ts';

/** What an evaluator may look at: one target of a judged run. */
export interface Subject {
  readonly index: number;
  readonly target: TargetSummary;
  readonly described: RunTarget;
  readonly ready: Extract<RepetitionEvent, { readonly kind: 'target-ready' }> | null;
  readonly run: RunPlan;
  readonly summary: Summary;
  readonly cost: CostResult | null;
}

/** What was seen, before it is asked whether it counts. */
export interface Observation {
  readonly verdict: GateVerdict;
  /** Sentences with a full stop. */
  readonly statement: string;
  readonly evidence: readonly string[];
  /** A counter-example that needs no representative cluster: it fails the gate on a stand-in too. */
  readonly failsAnywhere?: boolean;
}

type Evaluator = (subject: Subject) => Observation;

const at = ({ index }: Subject, path: string): string => `summary.json#targets/${index}/${path}`;

const unproven = (statement: string, evidence: readonly string[] = []): Observation => ({
  verdict: 'unproven',
  statement,
  evidence,
});

const workloadUnchanged: Evaluator = (subject) => {
  const { acknowledged, failed, unknown, intended } = subject.target.produce.everySend;
  const evidence = [at(subject, 'produce/everySend')];
  if (!intended || acknowledged === null || failed === null || unknown === null) {
    return unproven('Nothing was sent in a valid repetition.', evidence);
  }
  const statement = `Of ${whole(intended)} records, ${whole(acknowledged)} were acknowledged, ${whole(failed)} refused and ${whole(unknown)} left without an answer.`;
  return { verdict: failed + unknown === 0 && acknowledged > 0 ? 'proven' : 'unproven', statement, evidence };
};

/** Topics are read back in the plan's order, under names of the run. */
const configsHonoured: Evaluator = ({ ready, run, described }) => {
  const evidence = ['events.jsonl (target-ready)'];
  if (ready === null) return unproven('No settings were read back.', evidence);
  const asked = run.plan.topics.flatMap((topic, index) =>
    Object.entries({ ...topic.configs, ...described.topicConfigs }).map(([key, value]) => {
      return { key, value, actual: ready.topics[index]?.configs[key] };
    }),
  );
  if (asked.length === 0) return unproven('The scenario asks for no topic setting.', evidence);
  const unread = asked.filter(({ actual }) => actual === undefined).map(({ key }) => key);
  if (unread.length > 0) return unproven(`Not read back: ${unread.join(', ')}.`, evidence);
  const other = asked.filter(({ value, actual }) => actual !== value);
  if (other.length > 0) {
    const told = other.map(({ key, value, actual }) => `${key} is ${actual} instead of ${value}`);
    return { verdict: 'failed', statement: `${told.join('; ')}.`, evidence };
  }
  return { verdict: 'proven', statement: `All ${asked.length} settings are in force as asked for.`, evidence };
};

const everyLinePriced: Evaluator = ({ cost, target }) => {
  const evidence = ['cost.json#platforms'];
  const shapes = cost?.platforms.filter(({ targets }) => targets.includes(target.name)) ?? [];
  if (shapes.length === 0) return unproven(`No cost was computed for ${target.platformTitle}.`, evidence);
  const missing = shapes.flatMap(({ unpriced }) => unpriced.map(({ item }) => item));
  if (missing.length > 0) return unproven(`No price is known for: ${[...new Set(missing)].join(', ')}.`, evidence);
  const lines = shapes.flatMap(({ lineItems }) => lineItems);
  const unsourced = lines.filter(({ provenance, priceDate }) => provenance === 'assumed' || priceDate === 'undated');
  if (unsourced.length > 0) {
    const items = [...new Set(unsourced.map(({ item }) => item))];
    return unproven(`Priced by assumption or without a date: ${items.join(', ')}.`, evidence);
  }
  return { verdict: 'proven', statement: `All ${lines.length} lines have a price with a source and a date.`, evidence };
};

const quantitiesMeasured: Evaluator = ({ cost, target }) => {
  const evidence = ['cost.json#measured'];
  const figures = cost?.measured.filter((figure) => figure.target === target.name) ?? [];
  if (figures.length === 0) return unproven('The model rests on assumptions and on the declared workload.', evidence);
  const unused = figures.filter(({ used }) => !used);
  if (unused.length === 0) {
    return { verdict: 'proven', statement: `All ${figures.length} measured figures are used by the model.`, evidence };
  }
  const named = (wanted: boolean) =>
    unused
      .filter(({ value }) => (value !== null) === wanted)
      .map(({ name, because: [first = ''] }) => `${name} (${first})`);
  const seen = [
    ...named(true).map((it) => `${it} was measured and is not used by the model`),
    ...named(false).map((it) => `${it} was not measured`),
  ];
  return unproven(`${seen.join('; ')}. The section on cost has every reason.`, evidence);
};

const encryptedAndAuthenticated: Evaluator = ({ described: { connect }, index }) => {
  const evidence = [`plan.json#targets/${index}/connect`];
  if (connect.kind === 'local') return unproven('The run used plain text on loopback.', evidence);
  const { tls, sasl } = connect.security;
  const seen = `Clients connected ${tls ? 'over TLS' : 'in plain text'} and ${sasl === null ? 'without a login' : `with SASL ${sasl.mechanism}`}.`;
  return tls && sasl !== null ? { verdict: 'proven', statement: seen, evidence } : unproven(seen, evidence);
};

const nothingLost: Evaluator = (subject) => {
  const { audit } = subject.target;
  const { acks } = subject.run.plan.client;
  const evidence = [at(subject, 'audit'), 'audit.json'];
  if (audit === null) return unproven('No valid repetition ended with a complete reading.', evidence);
  const statement = `Of ${whole(audit.acknowledged)} acknowledged records, ${whole(audit.lost)} were lost and ${whole(audit.corrupted)} corrupted (acks=${acks}).`;
  const harmed = audit.corrupted > 0 || (audit.lost > 0 && acks === 'all');
  if (harmed) return { verdict: 'failed', statement, evidence, failsAnywhere: true };
  const shown = audit.lost === 0 && audit.acknowledged > 0 && acks === 'all';
  return { verdict: shown ? 'proven' : 'unproven', statement, evidence };
};

const orderKept: Evaluator = (subject) => {
  const { audit } = subject.target;
  const { idempotence, inFlight } = clientOf(subject.run, subject.described);
  const evidence = [at(subject, 'audit'), 'audit.json'];
  if (audit === null) return unproven('No valid repetition ended with a complete reading.', evidence);
  const promised = idempotence || inFlight === 1;
  const statement = `${whole(audit.reordered)} of ${whole(audit.delivered)} records arrived out of order${promised ? '' : ', which these clients do not rule out'}.`;
  if (audit.reordered > 0 && promised) return { verdict: 'failed', statement, evidence, failsAnywhere: true };
  return { verdict: audit.reordered === 0 && audit.delivered > 0 ? 'proven' : 'unproven', statement, evidence };
};

const serviceLevelsMet: Evaluator = ({ summary, target }) => {
  const evidence = ['summary.json#thresholds'];
  const results = summary.thresholds.filter((result) => result.target === target.name);
  if (results.length === 0) return unproven('The scenario declares no threshold.', evidence);
  const not = (verdict: 'fail' | 'undecided') => results.filter((it) => it.verdict === verdict).map(({ id }) => id);
  const [failed, undecided] = [not('fail'), not('undecided')];
  if (failed.length > 0) return { verdict: 'failed', statement: `Not met: ${failed.join(', ')}.`, evidence };
  if (undecided.length > 0) return unproven(`Not decided: ${undecided.join(', ')}.`, evidence);
  if (summary.planEdited) return unproven('The thresholds were edited after they were written.', evidence);
  return { verdict: 'proven', statement: `All ${results.length} declared service levels were met.`, evidence };
};

const catchesUpCold: Evaluator = (subject) => {
  const { catchUp } = subject.target;
  const evidence = [at(subject, 'catchUp')];
  if (catchUp === null) return unproven('No reader fell behind in this run.', evidence);
  const { source, timeToTailSeconds, collateral } = catchUp;
  const disturbed = collateral.produceP99Ratio;
  const reached =
    timeToTailSeconds === null
      ? `The tail was not reached${withinWords(catchUp)}`
      : `The tail was reached after ${significant(timeToTailSeconds)} s`;
  const effect =
    disturbed === null || collateral.produceDuring.p99 === null
      ? 'too few records were sent to tell what it did to producers'
      : `the producers' p99 was ${milliseconds(collateral.produceDuring.p99)} meanwhile, ${ratio(disturbed)} of before`;
  const statement = `${reached}, read from ${source === 'unknown' ? 'an unknown source' : `the ${source}`}; ${effect}.`;
  const shortfalls = [
    ...(source === 'disk' || source === 'remote' ? [] : ['the data was not shown to be cold']),
    ...(timeToTailSeconds === null ? ['the tail was not reached'] : []),
    ...(disturbed === null ? ['the effect on producers is not known'] : []),
    ...(disturbed !== null && disturbed > UNDISTURBED_RATIO
      ? [`producers were disturbed (limit ${ratio(UNDISTURBED_RATIO)})`]
      : []),
  ];
  if (shortfalls.length === 0) return { verdict: 'proven', statement, evidence };
  return unproven(`${statement} Not proven: ${shortfalls.join('; ')}.`, evidence);
};

export const EVALUATORS: Readonly<Record<EvaluatorName, Evaluator>> = {
  'workload-unchanged': workloadUnchanged,
  'configs-honoured': configsHonoured,
  'every-line-priced': everyLinePriced,
  'quantities-measured': quantitiesMeasured,
  'encrypted-and-authenticated': encryptedAndAuthenticated,
  'nothing-lost': nothingLost,
  'order-kept': orderKept,
  'service-levels-met': serviceLevelsMet,
  'catches-up-cold': catchesUpCold,
};
