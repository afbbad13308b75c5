import { inputError, type Problem } from '../../../errors.ts';
import type { BillingScope, Period } from '../types/source.ts';
import { isNothing } from './cost-page.ts';
import type { CostSession } from './cost-session.ts';
import type { CostsAsk } from './costs-ask.ts';
import { anythingQuestion, partsOf } from './questions.ts';

const MOST_NAMED = 5;

/**
 * An empty answer, told apart: Cost Explorer says nothing when a filter names something that does not exist. Without a
 * filter nothing was billed. With one it asks for the values of each tag, account and region in the filter, and, when all of them exist, for the costs without it.
 * @returns a sentence, when nothing was billed at all
 * @throws WorkbenchError naming each filter that matches nothing
 */
export async function whyNothing(session: CostSession, ask: CostsAsk): Promise<string> {
  const { scope, period } = ask;
  const span = spanOf(period);
  if (partsOf(scope).length === 0) return `Nothing was billed ${span}.`;
  const problems: Problem[] = [];
  for (const [key, value] of Object.entries(scope.tags)) {
    const values = await session.tagValues(key, period);
    if (!values.includes(value)) problems.push(missingTag(key, value, values, span));
  }
  for (const { dimension, word, wanted } of namedIn(scope)) {
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

/** A sentence where something was billed, and all of it at nothing. */
export const onlyZeros = ({ period }: CostsAsk): string => `Only zeros were billed ${spanOf(period)}.`;

/** What is asked to say why, and has not been asked by then. */
export const probesOf = (ask: CostsAsk) =>
  partsOf(ask.scope).length === 0
    ? { tags: [], dimensions: [], costs: [] }
    : {
        tags: Object.keys(ask.scope.tags),
        dimensions: namedIn(ask.scope).map(({ dimension }) => dimension),
        costs: [anythingQuestion(ask)],
      };

const namedIn = ({ accounts, region }: BillingScope) =>
  (
    [
      { dimension: 'LINKED_ACCOUNT', word: 'account', wanted: accounts },
      { dimension: 'REGION', word: 'region', wanted: region === null ? [] : [region] },
    ] as const
  ).filter(({ wanted }) => wanted.length > 0);

const spanOf = ({ start, end }: Period): string => `from ${start} until before ${end}`;

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
