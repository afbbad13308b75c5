import type { Problem } from '../errors.ts';
import { checkFile, type FileKind } from './checked-file.ts';
import { contradictions } from './contradictions/index.ts';
import { digestOf, planDigest } from './digest.ts';
import { scenarioJsonSchema } from './json-schema.ts';
import type { Mistake } from './mistake.ts';
import { plan } from './plan.ts';
import { type Scenario, scenarioSchema } from './schema.ts';
import type { Plan } from './types.ts';

export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly file: string;
  /** Of the file's bytes; overrides do not change it. */
  readonly digest: string;
  readonly plan: Plan;
  readonly planDigest: string;
  /** What `--set` changed, as typed. */
  readonly overrides: readonly string[];
  /** Where something stands that was found wrong after loading. */
  locate(mistake: Mistake): Problem;
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
export function loadScenario(
  text: string,
  { file, set = [] }: { readonly file: string; readonly set?: readonly string[] },
): LoadedScenario {
  const { values: scenario, locate } = checkFile(SCENARIO, text, file, set);
  const planned = plan(scenario);
  return {
    scenario,
    file,
    digest: digestOf(text),
    plan: planned,
    planDigest: planDigest(planned),
    overrides: set,
    locate,
  };
}
