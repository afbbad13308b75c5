import type { AssumptionsSheet } from '../../cost-model/sheet/types.ts';
import type { Problem } from '../../errors.ts';
import type { CostOptions } from './options.ts';

/** What is said twice, and so would be dropped on one side without a word. */
export function contradictions(
  scenario: string | null,
  options: CostOptions,
  sheet: AssumptionsSheet | null,
): readonly Problem[] {
  const { assumptions, set, platform, all, currency } = options;
  const problems: Problem[] = [];
  if (scenario !== null && sheet !== null && sheet.workload !== null) {
    problems.push({
      what: `${scenario} and ${assumptions} both say what is written, kept and read`,
      todo: 'Price the sheet without a scenario, or remove `workload:` from the sheet.',
    });
  }
  if (scenario === null && set.length > 0) {
    problems.push({
      what: `--set ${set.join(', --set ')}: there is no scenario to override a key of`,
      todo: 'Give a scenario, or say the workload by its flags, such as --fan-out 5.',
    });
  }
  if (all && platform.length > 0) {
    problems.push({
      what: `--platform ${platform.join(', --platform ')}: --all is every platform already`,
      todo: 'Leave out one of the two.',
    });
  }
  if (sheet !== null && currency !== undefined) {
    problems.push({
      what: '--currency: the assumptions sheet says in which money its numbers are',
      todo: 'Write the currency into its terms, and its numbers in that currency.',
    });
  }
  return problems;
}
