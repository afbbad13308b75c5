import { refusalOf } from '../faults/index.ts';
import type { Driver } from '../loadgen/drivers/driver.ts';
import type { Platform } from '../platforms/types.ts';
import { faultOverlaps } from '../scenarios/fault-overlaps.ts';
import { largestSize } from '../scenarios/largest-size.ts';
import type { KeyPath, Mistake } from '../scenarios/mistake.ts';
import { sidesOf, tunedMistakes } from '../scenarios/sides.ts';
import type { Target } from '../scenarios/target-types.ts';
import type { Plan } from '../scenarios/types.ts';
import { plannedSpending } from './budget.ts';
import { runTopicPrefix } from './physical-plan.ts';
import { nodesByZone, targetFacts } from './target-facts.ts';

export interface PreflightTarget {
  readonly target: Target;
  readonly platform: Platform;
  /** What one side of it would cost; null where that is not known. */
  readonly usd: number | null;
}

/** What would go wrong in a run, by the file that has to be mended. */
export interface Preflight {
  readonly scenario: readonly Mistake[];
  /** In the order of the targets. */
  readonly targets: readonly (readonly Mistake[])[];
}

/** Finds what would go wrong before anything starts; all of it at once. `faults`: their ids in the scenario's order. Pure. */
export function preflight(
  plan: Plan,
  targets: readonly PreflightTarget[],
  driver: Driver,
  faults: readonly string[] = [],
): Preflight {
  const failure = (id: string): KeyPath => (faults.includes(id) ? ['failures', faults.indexOf(id)] : ['failures']);
  const sides = targets.map(({ target }) => sidesOf(plan.client, target).map(({ name }) => name));
  return {
    scenario: [
      ...beyondDriver(plan, driver),
      ...uncrashable(plan, driver, failure),
      ...targets.flatMap(({ target }) => tooFewNodes(plan, target)),
      ...targets.flatMap(({ target, platform }) => impossibleFaults(plan, target, platform, failure)),
    ],
    targets: targets.map(({ target, platform, usd }, index) => [
      ...notAllowed(target),
      ...notStartable(target, platform),
      ...tunedMistakes(plan, target),
      ...overBudget(plan, target, usd, sides[index] ?? []),
      ...longNames(plan, sides[index] ?? []),
      ...sameName(sides, index),
      ...oneTooMany(sides, index),
    ]),
  };
}

function beyondDriver(plan: Plan, { name, capabilities }: Driver): Mistake[] {
  const { client, records } = plan;
  const mistakes: Mistake[] = [];
  const largest = largestSize(records.size);
  const fastest = fastestRate(plan);
  if (!capabilities.compressions.includes(client.compression)) {
    mistakes.push({
      path: ['clients', 'compression'],
      what: `the driver ${name} cannot compress with ${client.compression}`,
      todo: `use one of: ${capabilities.compressions.join(', ')}`,
    });
  }
  if (largest > capabilities.maxRecordBytes) {
    mistakes.push({
      path: ['records', 'size'],
      what: `records of up to ${largest} bytes are beyond the driver ${name}, which sends at most ${capabilities.maxRecordBytes}`,
      todo: 'make the records smaller',
    });
  }
  const { threads = 1 } = client;
  if (fastest.rate > capabilities.maxRecordsPerSecond * threads) {
    mistakes.push({
      path: fastest.path,
      what: `${Math.round(fastest.rate)} records/s are beyond the driver ${name}, which sends at most ${capabilities.maxRecordsPerSecond} from a thread, and there ${threads === 1 ? 'is 1' : `are ${threads}`}`,
      todo: 'lower the rate, make records larger at the same bytes per second, or raise clients.threads',
    });
  }
  return mistakes;
}

type FailurePath = (fault: string) => KeyPath;

function uncrashable({ faults = [] }: Plan, { name, capabilities }: Driver, failure: FailurePath): readonly Mistake[] {
  if (capabilities.canCrash) return [];
  return faults
    .filter(({ where }) => where.scope === 'member' || where.scope === 'producer')
    .map(({ id }) => ({
      path: failure(id),
      what: `is ${id}, and the clients of the driver ${name} cannot be crashed`,
      todo: 'use the driver wire, or remove it',
    }));
}

/** The highest rate of the plan and the key that says it. */
function fastestRate({ phases }: Plan): { readonly rate: number; readonly path: KeyPath } {
  const ingress = phases.filter(({ role }) => role !== 'backlog');
  const rates = phases.flatMap((phase) => {
    const index = ingress.indexOf(phase);
    if (index < 0) return [{ rate: phase.fromRate, path: ['catchUp', 'rate'] }];
    return [
      { rate: phase.fromRate, path: ['ingress', index, 'rate'] },
      { rate: phase.toRate, path: ['ingress', index, phase.kind === 'ramp' ? 'to' : 'rate'] },
    ];
  });
  return rates.reduce((fastest, rate) => (rate.rate > fastest.rate ? rate : fastest));
}

function tooFewNodes(plan: Plan, { name, connect }: Target): Mistake[] {
  if (connect.kind !== 'local') return [];
  return plan.topics.flatMap(({ name: topic, replication }, index) => {
    if ((replication ?? 1) <= connect.nodes) return [];
    return [
      {
        path: ['topics', index, 'replication'],
        what: `topic ${topic} wants ${replication} replicas, target ${name} has ${connect.nodes} node(s)`,
        todo: 'use a target with more nodes, or `replication: default`',
      },
    ];
  });
}

/** What cannot be done to a target is refused before anything starts, and so is what would happen to one node twice. */
function impossibleFaults(
  { faults = [] }: Plan,
  target: Target,
  platform: Platform,
  failure: FailurePath,
): readonly Mistake[] {
  if (target.connect.kind === 'local' && platform.local === null) return [];
  const facts = targetFacts(target, platform);
  const refused = faults.flatMap((fault): readonly Mistake[] => {
    const why = refusalOf(fault, facts);
    if (why === null) return [];
    const todo = 'remove it from the scenario, or use a target that can';
    return [{ path: failure(fault.id), what: `cannot be done to target ${target.name}: ${why}`, todo }];
  });
  const overlaps = faultOverlaps(faults, nodesByZone(facts)).map(({ earlier, later, both }) => ({
    path: failure(later.id),
    what: `begins on target ${target.name} while ${earlier.id} still has ${both}`,
    todo: 'begin it later, shorten the other, or let them happen elsewhere',
  }));
  return [...refused, ...overlaps];
}

function notAllowed({ environment }: Target): Mistake[] {
  if (environment !== 'production') return [];
  return [
    {
      path: ['environment'],
      what: 'this is a production environment, which permits reading metadata and no load',
      todo: 'run the scenario on a test cluster, or correct this if it is not production',
    },
  ];
}

function notStartable({ connect }: Target, platform: Platform): Mistake[] {
  if (connect.kind !== 'local' || platform.local !== null) return [];
  return [
    {
      path: ['start'],
      what: `${platform.title} cannot be started locally`,
      todo: 'replace `start:` by `bootstrap:` with the address of your cluster; targets/examples has one to fill in',
      ofKey: true,
    },
  ];
}

function sameName(sides: readonly (readonly string[])[], index: number): Mistake[] {
  const before = sides.slice(0, index).flat();
  const taken = (sides[index] ?? []).filter((name) => before.includes(name));
  return taken.slice(0, 1).map((name) => ({
    path: ['name'],
    what: `two targets are called ${name}`,
    todo: 'give one of them another `name:`; results are kept by it, and by <name>-tuned where a target has `clients:`',
  }));
}

/** A price that is not known does not hold a run back; the command says that it was not checked. */
function overBudget(
  plan: Plan,
  { name, budget }: Target,
  usd: number | null,
  { length: sides }: readonly string[],
): Mistake[] {
  if (budget === null) return [];
  const planned = { ...plannedSpending(plan, plan.repetitions * sides), usd: (usd ?? 0) * sides };
  const twice = sides > 1 ? ', measured once more with its own clients' : '';
  return (['mibPerSecond', 'gib', 'minutes', 'usd'] as const)
    .filter((key) => planned[key] > budget[key])
    .map((key) => ({
      path: ['budget', key],
      what: `the plan needs ${planned[key].toPrecision(3)} of budget.${key} on target ${name}${twice}, which allows ${budget[key]}`,
      todo: 'shorten or slow the scenario, or raise the budget in the target file',
    }));
}

/** Kafka's limit; a run's topics are `wb-<scenario>-<day>-<time>-<target>-<repetition>-<topic>`. */
const LONGEST_TOPIC = 249;

function longNames(plan: Plan, sides: readonly string[]): Mistake[] {
  const target = sides.at(-1) ?? '';
  return plan.topics
    .map(({ name }) => ({
      name,
      length: runTopicPrefix(`${plan.scenario}-00000000-000000`, target, 999).length + 1 + name.length,
    }))
    .filter(({ length }) => length > LONGEST_TOPIC)
    .map(({ name, length }) => ({
      path: ['name'],
      what: `on target ${target} the topic ${name} would have a name of ${length} characters; Kafka allows ${LONGEST_TOPIC}`,
      todo: 'shorten the name of the scenario, the target or the topic: a run puts all of them into it',
    }));
}

/** The record prefix has four bits for the side. */
const MOST_SIDES = 16;

function oneTooMany(sides: readonly (readonly string[])[], index: number): Mistake[] {
  const upToHere = sides.slice(0, index + 1).flat().length;
  if (upToHere <= MOST_SIDES) return [];
  const todo = `give a run ${MOST_SIDES} targets at most; one with clients of its own counts twice`;
  return [{ path: [], what: `with this target a run would have ${upToHere} sides`, todo }];
}
