import { inputError, type Problem } from '../../../errors.ts';
import { isNothing } from './cost-page.ts';
import type { CostSession } from './cost-session.ts';
import type { CostsAsk } from './costs-ask.ts';
import { anythingQuestion } from './questions.ts';

const MOST_NAMED = 5;

/**
 * An empty answer, told apart: Cost Explorer says nothing when a filter names something that does not exist. Asks for
 * the values of each tag, account and region in the filter, and, when all of them exist, for the costs without it.
 * @returns a sentence, when nothing was billed at all
 * @throws WorkbenchError naming each filter that matches nothing
 */
export async function whyNothing(session: CostSession, ask: CostsAsk): Promise<string> {
  const { scope, period } = ask;
  const span = `from ${period.start} until before ${period.end}`;
  const problems: Problem[] = [];
  for (const [key, value] of Object.entries(scope.tags)) {
    const values = await session.tagValues(key, period);
    if (!values.includes(value)) problems.push(missingTag(key, value, values, span));
  }
  const named = [
    { dimension: 'LINKED_ACCOUNT', word: 'account', wanted: scope.accounts },
    { dimension: 'REGION', word: 'region', wanted: scope.region === null ? [] : [scope.region] },
  ] as const;
  for (const { dimension, word, wanted } of named) {
    if (wanted.length === 0) continue;
    const values = await session.dimensionValues(dimension, period);
    for (const missing of wanted.filter((one) => !values.includes(one))) {
      problems.push({ what: `no costs ${span} belong to the ${word} "${missing}"`, todo: seen(`${word}s`, values) });
    }
  }
  if (problems.length > 0) throw inputError('billing-filter', problems);

  if (isNothing(await session.costs(anythingQuestion(ask)))) return `Nothing was billed ${span}.`;
  const what = `each account, tag and region of ${scope.target} has costs ${span}, but none has all of them together`;
  throw inputError('billing-filter', [{ what, todo: 'Leave one of them out under `billing:` and look again.' }]);
}

function missingTag(key: string, value: string, values: readonly string[], span: string): Problem {
  const known = values.filter((one) => one !== '');
  if (known.length > 0) {
    return { what: `no costs ${span} carry the tag ${key}=${value}`, todo: seen(`values of ${key}`, known) };
  }
  return {
    what: `no costs ${span} carry a tag "${key}"`,
    todo: 'Activate it as a cost allocation tag in the billing console: it shows after about 24 hours, for costs from then on.',
  };
}

function seen(what: string, values: readonly string[]): string {
  const found = values.filter((one) => one !== '');
  if (found.length === 0)
    return `Cost Explorer knows no ${what} in that period: check the period and the credentials' account.`;
  const more = found.length > MOST_NAMED ? `, and ${found.length - MOST_NAMED} more` : '';
  return `There are the ${what} ${found.slice(0, MOST_NAMED).join(', ')}${more}.`;
}
