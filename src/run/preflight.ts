import type { Problem } from '../errors.ts';
import type { Driver } from '../loadgen/drivers/driver.ts';
import type { Platform } from '../platforms/types.ts';
import type { Plan, SizeDistribution, Target } from '../scenarios/types.ts';
import { GIB, MIB } from '../units.ts';

/** What would go wrong, found before anything starts; all of it at once. Pure. */
export function preflight(
  plan: Plan,
  targets: readonly { readonly target: Target; readonly platform: Platform; readonly usd: number | null }[],
  driver: Driver,
): Problem[] {
  return [
    ...beyondDriver(plan, driver),
    ...sameNames(targets.map(({ target }) => target.name)),
    ...targets.flatMap(({ target, platform, usd }) => [
      ...notStartable(target, platform),
      ...tooFewNodes(plan, target),
      ...overBudget(plan, target, usd),
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

function overBudget(plan: Plan, { name, budget }: Target, usd: number | null): Problem[] {
  if (budget === null) return [];
  const { meanBytes } = plan.records;
  const records = plan.phases.reduce(
    (sum, { fromRate, toRate, startSecond, endSecond }) => sum + ((fromRate + toRate) / 2) * (endSecond - startSecond),
    0,
  );
  const planned = {
    mibPerSecond: (Math.max(...plan.phases.flatMap(({ fromRate, toRate }) => [fromRate, toRate])) * meanBytes) / MIB,
    gib: (records * meanBytes * plan.repetitions) / GIB,
    minutes: ((plan.phases.at(-1)?.endSecond ?? 0) * plan.repetitions) / 60,
    usd: usd ?? 0,
  };
  return (['mibPerSecond', 'gib', 'minutes', 'usd'] as const)
    .filter((key) => planned[key] > budget[key])
    .map((key) => ({
      what: `the plan needs ${planned[key].toPrecision(3)} of budget.${key} on target ${name}, which allows ${budget[key]}`,
      todo: 'shorten or slow the scenario, or raise the budget in the target file',
    }));
}
