import type { Problem } from '../errors.ts';
import type { Driver } from '../loadgen/drivers/driver.ts';
import type { Platform } from '../platforms/types.ts';
import type { Plan, SizeDistribution, Target } from '../scenarios/types.ts';
import { plannedSpending } from './budget.ts';
import { runTopicPrefix } from './physical-plan.ts';

/** What would go wrong, found before anything starts; all of it at once. Pure. */
export function preflight(
  plan: Plan,
  targets: readonly { readonly target: Target; readonly platform: Platform; readonly usd: number | null }[],
  driver: Driver,
): Problem[] {
  return [
    ...beyondDriver(plan, driver),
    ...tooManyTargets(targets.length),
    ...sameNames(targets.map(({ target }) => target.name)),
    ...targets.flatMap(({ target, platform, usd }) => [
      ...notStartable(target, platform),
      ...tooFewNodes(plan, target),
      ...overBudget(plan, target, usd),
      ...longNames(plan, target),
    ]),
  ];
}

function beyondDriver({ client, records, phases }: Plan, { name, capabilities }: Driver): Problem[] {
  const problems: Problem[] = [];
  const largest = largestRecord(records.size);
  const fastest = Math.max(...phases.flatMap(({ fromRate, toRate }) => [fromRate, toRate]));
  if (!capabilities.compressions.includes(client.compression)) {
    problems.push({
      what: `the driver ${name} cannot compress with ${client.compression}`,
      todo: `set clients.compression to one of: ${capabilities.compressions.join(', ')}`,
    });
  }
  if (largest > capabilities.maxRecordBytes) {
    problems.push({
      what: `records of up to ${largest} bytes are beyond the driver ${name}, which sends at most ${capabilities.maxRecordBytes}`,
      todo: 'make records.size smaller',
    });
  }
  if (fastest > capabilities.maxRecordsPerSecond) {
    problems.push({
      what: `${Math.round(fastest)} records/s are beyond the driver ${name}, which sends at most ${capabilities.maxRecordsPerSecond}`,
      todo: 'lower the rates under ingress, or make records larger at the same bytes per second',
    });
  }
  return problems;
}

function largestRecord(size: SizeDistribution): number {
  switch (size.kind) {
    case 'fixed':
      return size.bytes;
    case 'choice':
      return Math.max(...size.choices.map(({ bytes }) => bytes));
    default:
      return size.maxBytes;
  }
}

function sameNames(names: readonly string[]): Problem[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => ({
    what: `two targets are called ${name}`,
    todo: 'give one of them another `name:`; results are kept by target name',
  }));
}

function notStartable({ name, connect }: Target, platform: Platform): Problem[] {
  if (connect.kind !== 'local' || platform.local !== null) return [];
  return [
    {
      what: `${platform.title} cannot be started locally, which target ${name} asks for`,
      todo: 'replace `start:` by `bootstrap:` with the address of your cluster; targets/examples has one to fill in',
    },
  ];
}

function tooFewNodes(plan: Plan, { name, connect }: Target): Problem[] {
  if (connect.kind !== 'local') return [];
  return plan.topics
    .filter(({ replication }) => (replication ?? 1) > connect.nodes)
    .map(({ name: topic, replication }) => ({
      what: `topic ${topic} wants ${replication} replicas, target ${name} has ${connect.nodes} node(s)`,
      todo: 'use a target with more nodes, or `replication: default`',
    }));
}

/** A price that is not known does not hold a run back; the command says that it was not checked. */
function overBudget(plan: Plan, { name, budget }: Target, usd: number | null): Problem[] {
  if (budget === null) return [];
  const planned = { ...plannedSpending(plan, plan.repetitions), usd: usd ?? 0 };
  return (['mibPerSecond', 'gib', 'minutes', 'usd'] as const)
    .filter((key) => planned[key] > budget[key])
    .map((key) => ({
      what: `the plan needs ${planned[key].toPrecision(3)} of budget.${key} on target ${name}, which allows ${budget[key]}`,
      todo: 'shorten or slow the scenario, or raise the budget in the target file',
    }));
}

/** Kafka's limit; a run's topics are `wb-<scenario>-<day>-<time>-<target>-<repetition>-<topic>`. */
const LONGEST_TOPIC = 249;

function longNames(plan: Plan, { name: target }: Target): Problem[] {
  return plan.topics
    .map(({ name }) => ({
      name,
      length: runTopicPrefix(`${plan.scenario}-00000000-000000`, target, 999).length + 1 + name.length,
    }))
    .filter(({ length }) => length > LONGEST_TOPIC)
    .map(({ name, length }) => ({
      what: `on target ${target} the topic ${name} would have a name of ${length} characters; Kafka allows ${LONGEST_TOPIC}`,
      todo: 'shorten the name of the scenario, the target or the topic: a run puts all of them into it',
    }));
}

/** The record prefix has four bits for the target. */
const MOST_TARGETS = 16;

function tooManyTargets(count: number): Problem[] {
  if (count <= MOST_TARGETS) return [];
  return [{ what: `a run has ${count} targets, of ${MOST_TARGETS} at most`, todo: 'split it into several runs' }];
}
