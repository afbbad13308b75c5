import { inputError, type Problem, WorkbenchError } from '../errors.ts';
import { checkFile, type FileKind } from './checked-file.ts';
import { contradictions } from './contradictions/index.ts';
import { digestOf, planDigest } from './digest.ts';
import { scenarioJsonSchema } from './json-schema.ts';
import type { Mistake } from './mistake.ts';
import { plan } from './plan.ts';
import { type Scenario, scenarioSchema } from './schema.ts';
import { readSeenProduction, type SeenProduction } from './seen-production.ts';
import type { Plan } from './types.ts';

export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly file: string;
  /** Of the bytes of the file and of the capture that it names; overrides do not change it. */
  readonly digest: string;
  readonly plan: Plan;
  readonly planDigest: string;
  /** What `--set` changed, as typed. */
  readonly overrides: readonly string[];
  /** Where something stands that was found wrong after loading. */
  locate(mistake: Mistake): Problem;
}

export interface LoadOptions {
  readonly file: string;
  readonly set?: readonly string[];
  /** The text of a file that the scenario names, from the scenario's own folder; throws where it cannot be read. */
  readonly readNamed?: (name: string) => string;
}

const SCENARIO: FileKind<typeof scenarioSchema.shape> = {
  name: 'scenario',
  schema: scenarioSchema,
  jsonSchema: scenarioJsonSchema(),
  isSecret: () => false,
  notBuiltYet: ['matrix'],
  contradictions,
};

/**
 * Reads a scenario and plans it. `set` holds overrides such as `clients.linger=20ms`.
 * Throws one WorkbenchError (exit status 2) with every mistake of the file, each with line, column and key.
 */
export function loadScenario(text: string, { file, set = [], readNamed = unreadable }: LoadOptions): LoadedScenario {
  const { values: scenario, locate } = checkFile(SCENARIO, text, file, set);
  const named = scenario.production.capture;
  const seen = named === undefined ? null : seenProduction(named, readNamed, locate);
  const planned: Plan = { ...plan(scenario), ...(seen === null ? {} : { seen }) };
  return {
    scenario,
    file,
    digest: seen === null ? digestOf(text) : digestOf(`${digestOf(text)} ${seen.digest}`),
    plan: planned,
    planDigest: planDigest(planned),
    overrides: set,
    locate,
  };
}

function seenProduction(
  name: string,
  readNamed: (name: string) => string,
  locate: LoadedScenario['locate'],
): SeenProduction {
  const read = readSeenProduction(textNamed(name, readNamed, locate), name);
  if ('what' in read) throw inputError('scenario-invalid', [locate(read)]);
  return read;
}

function textNamed(name: string, readNamed: (name: string) => string, locate: LoadedScenario['locate']): string {
  try {
    return readNamed(name);
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    const what = `names ${JSON.stringify(name)}: ${error.problems[0]?.what}`;
    const todo = 'put it beside the scenario again, or remove the key: coverage is then not told';
    throw inputError('scenario-invalid', [locate({ path: ['production', 'capture'], what, todo })]);
  }
}

function unreadable(name: string): never {
  throw inputError('file-unreadable', [{ what: 'no file is read here', todo: 'remove it', at: { file: name } }]);
}
