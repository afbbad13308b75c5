import type { Command } from 'commander';
import { inputError, type Problem } from '../../errors.ts';
import { scenarioJsonSchema, schemasAt } from '../../scenarios/json-schema.ts';
import type { Mistake } from '../../scenarios/mistake.ts';
import { BRIEF_DEFAULTS, type ProductionWorkload } from '../../scenarios/production.ts';
import { checkProduction, type ProductionInput, productionInput } from '../../scenarios/production-input.ts';
import { bytesPerSecond } from '../../units.ts';
import { sourceOf, WORKLOAD_FLAGS, type WorkloadFlag } from './workload-flags.ts';

/** What commander read, by the flags' names: `{ fanOut: '3' }`. */
export type WorkloadOptions = Readonly<Record<string, unknown>>;

export interface WorkloadFromOptions<Workload = ProductionWorkload> {
  readonly workload: Workload;
  /** Where the figures come from that the flags decide, or for want of anything else an assumption; by figure. */
  readonly sources: Readonly<Record<string, string>>;
}

/** Adds the flags that say a production workload, described as the scenario describes its keys. */
export function addWorkloadOptions(command: Command): Command {
  const schema = scenarioJsonSchema();
  for (const { flag, placeholder, key } of WORKLOAD_FLAGS) {
    const node = schemasAt(schema, ['production', ...key])[0];
    const choices = node?.enum === undefined ? '' : ` (${node.enum.join(', ')})`;
    const example = node?.examples?.[0] === undefined ? '' : `, such as ${node.examples[0]}`;
    command.option(`${flag} <${placeholder}>`, `${node?.description ?? ''}${choices}${example}`);
  }
  return command;
}

/**
 * The workload that the flags alone say: at least --ingress, --fan-out and --retention. The peak is the average
 * where it is not said. null where no flag of the workload is given.
 * @throws WorkbenchError with every mistake, each named by its flag.
 */
export function workloadFromOptions(options: WorkloadOptions): WorkloadFromOptions<ProductionWorkload | null> {
  const given = givenIn(options);
  if (given.length === 0) return { workload: null, sources: {} };
  const { partitions } = BRIEF_DEFAULTS;
  const input = withFlags({ ingress: { average: undefined, peak: undefined }, partitions }, given, options);
  const assumed = WORKLOAD_FLAGS.flatMap(({ figure }) => (figure === null ? [] : [[figure, `assumption:${figure}`]]));
  return {
    workload: checked(input, given, options),
    sources: {
      ...Object.fromEntries(assumed),
      ...sources(given, 'the same as --ingress'),
    },
  };
}

/**
 * A scenario's or a sheet's workload, as far as the flags do not say otherwise. Where they move the average and not
 * the peak, the peak moves with it.
 * @throws WorkbenchError with every mistake, each named by its flag.
 */
export function overrideWorkload(base: ProductionWorkload, options: WorkloadOptions): WorkloadFromOptions {
  const given = givenIn(options);
  if (given.length === 0) return { workload: base, sources: {} };
  const workload = checked(withFlags(productionInput(base), given, options), given, options);
  const movesPeak = says(given, '--ingress') && !says(given, '--peak');
  const peakIngress = bytesPerSecond(workload.averageIngress * (base.peakIngress / base.averageIngress));
  return {
    workload: movesPeak ? { ...workload, peakIngress } : workload,
    sources: sources(given, 'the peak moves with it'),
  };
}

const givenIn = (options: WorkloadOptions): readonly WorkloadFlag[] =>
  WORKLOAD_FLAGS.filter(({ option }) => options[option] !== undefined);

const says = (given: readonly WorkloadFlag[], name: WorkloadFlag['flag']): boolean =>
  given.some(({ flag }) => flag === name);

/** The block with what the flags say; an average without a peak is its own. */
function withFlags(base: ProductionInput, given: readonly WorkloadFlag[], options: WorkloadOptions): ProductionInput {
  const input: Record<string, unknown> = { ...base };
  const ingress: Record<string, unknown> = { ...base.ingress };
  for (const flag of given) {
    const [section, part] = flag.key;
    if (part === undefined) input[String(section)] = typed(flag, options);
    else ingress[String(part)] = typed(flag, options);
  }
  if (says(given, '--ingress') && !says(given, '--peak')) ingress.peak = ingress.average;
  return { ...input, ingress: { average: ingress.average, peak: ingress.peak } };
}

/** Numbers as YAML would read them. */
function typed({ option, isNumber }: WorkloadFlag, options: WorkloadOptions): unknown {
  const text = String(options[option]);
  return isNumber && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function checked(input: ProductionInput, given: readonly WorkloadFlag[], options: WorkloadOptions): ProductionWorkload {
  const { workload, mistakes } = checkProduction(input, BRIEF_DEFAULTS.recordBytes);
  if (workload !== null) return workload;
  // What is wrong with an average is not wrong once more with the peak that was taken from it.
  const told = mistakes.filter(({ path }) => path.at(-1) !== 'peak' || says(given, '--peak'));
  throw inputError(
    'workload',
    told.map((mistake) => problemOf(mistake, options)),
  );
}

/** A mistake of the block in the words of the command line. */
function problemOf({ path, what, todo }: Mistake, options: WorkloadOptions): Problem {
  const key = path.slice(1);
  const flag = WORKLOAD_FLAGS.find((candidate) => candidate.key.join('.') === key.join('.'));
  if (flag === undefined) return { what, todo, at: { file: path.join('.') } };
  const value = options[flag.option];
  return {
    what,
    todo: todo.replace(`for example ${String(key.at(-1))}: `, `for example ${flag.flag} `),
    at: { file: value === undefined ? flag.flag : `${flag.flag} ${value}` },
  };
}

function sources(given: readonly WorkloadFlag[], ofPeak: string): Readonly<Record<string, string>> {
  const own = given.flatMap((flag) => (flag.figure === null ? [] : [[flag.figure, sourceOf(flag)] as const]));
  const moved = says(given, '--ingress') ? { peakIngress: `flag:--ingress (${ofPeak})` } : {};
  return { ...moved, ...Object.fromEntries(own) };
}
