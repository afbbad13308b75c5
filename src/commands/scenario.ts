import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { runCost } from '../cost-model/pricing/run-cost.ts';
import { inputError } from '../errors.ts';
import { platforms } from '../platforms/index.ts';
import { scenarioJsonSchema } from '../scenarios/json-schema.ts';
import type { LoadedScenario } from '../scenarios/load.ts';
import type { ReadFile } from '../scenarios/read.ts';
import { sidesOf } from '../scenarios/sides.ts';
import type { LoadedTarget } from '../scenarios/target.ts';
import type { Target } from '../scenarios/target-types.ts';
import { explainPlan, explanationText } from './explain-plan.ts';
import { shippedPriceBooks } from './price-books.ts';
import { repeatable } from './repeatable.ts';
import { readRunInput } from './run-input.ts';
import { SCENARIO_TEMPLATE } from './scenario-template.ts';

/** What the command may touch of the world. */
export interface ScenarioEffects {
  /** Prints lines; the last one's end is added. */
  out(text: string): void;
  readonly cwd: string;
  readonly readFile?: ReadFile;
  /** `exclusive`: throws EEXIST where the file is there already. */
  readonly writeFile?: (path: string, text: string, options: { readonly exclusive: boolean }) => void;
}

export function scenarioCommand(effects: ScenarioEffects): Command {
  return new Command('scenario')
    .description('write a scenario, or explain one')
    .addCommand(initCommand(effects))
    .addCommand(checkCommand(effects));
}

function initCommand({ out, cwd, writeFile = write }: ScenarioEffects): Command {
  return new Command('init')
    .description('write a commented scenario, and the schema that lets an editor complete it')
    .argument('[file]', 'where to', 'scenario.yaml')
    .option('--force', 'replace a file that is there', false)
    .addHelpText('after', '\nExample:\n  workbench scenario init scenarios/checkout.yaml')
    .action((file: string, { force }: { force: boolean }) => {
      const path = resolve(cwd, file);
      const schema = join(dirname(path), 'scenario.schema.json');
      try {
        writeFile(path, SCENARIO_TEMPLATE, { exclusive: !force });
      } catch (error) {
        throw notWritten(file, error);
      }
      writeFile(schema, `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`, { exclusive: false });
      out(`Wrote ${file} and its scenario.schema.json. Next: workbench scenario check ${file}`);
    });
}

function write(path: string, text: string, { exclusive }: { readonly exclusive: boolean }): void {
  writeFileSync(path, text, { flag: exclusive ? 'wx' : 'w' });
}

function notWritten(file: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const problem =
    code === 'EEXIST'
      ? { what: 'there is a file of this name already', todo: 'choose another name, or replace it with --force' }
      : { what: `cannot be written (${code})`, todo: 'check that its folder is there and may be written to' };
  return inputError('scenario-not-written', [{ ...problem, at: { file } }]);
}

/** Without a target: a cluster of each priced platform, as its cost shape has it. */
function rentedClusters(): readonly Target[] {
  return platforms
    .filter(({ cost }) => cost !== null)
    .map(({ name, title }) => ({
      name: `${title}, rented`,
      platform: name,
      connect: { kind: 'remote', bootstrap: [], security: { tls: false, caFile: null, sasl: null } },
      topicConfigs: {},
      clusterId: null,
      budget: null,
      environment: 'test',
      allowWrite: [],
      deployment: { cloud: 'aws', region: 'us-east-1', assumptions: {} },
    }));
}

/** Each side of a target is rented for its own passes. */
const sidesAsTargets = ({ plan }: LoadedScenario, { target }: LoadedTarget): readonly Target[] =>
  sidesOf(plan.client, target).map(({ name }) => ({ ...target, name }));

function checkCommand(effects: ScenarioEffects): Command {
  return new Command('check')
    .description('explain what a scenario does, or every mistake in it at once')
    .argument('<file>', 'a scenario file')
    .option('-t, --target <file>', 'a target file; adds what the run would cost on it', repeatable, [])
    .option('--set <key=value>', 'override a key of the scenario, such as ingress.0.rate=500/s', repeatable, [])
    .option('--json', 'print JSON', false)
    .addHelpText(
      'after',
      '\nExample:\n  workbench scenario check scenarios/demo.yaml --target targets/local-kafka.yaml',
    )
    .action((file: string, { target, set, json }: { target: string[]; set: string[]; json: boolean }) => {
      const { cwd, readFile = readFileSync } = effects;
      const { scenario, targets } = readRunInput({ scenario: file, targets: target, set, cwd, readFile });
      const deployed =
        targets.length > 0 ? targets.flatMap((given) => sidesAsTargets(scenario, given)) : rentedClusters();
      const cost = runCost(scenario.plan, deployed, { platforms, books: shippedPriceBooks() });
      const explanation = explainPlan(scenario, cost);
      effects.out(json ? JSON.stringify(explanation, null, 2) : explanationText(explanation));
    });
}
