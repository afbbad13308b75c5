import { Decimal } from 'decimal.js';
import type { CostAnswers, Saving } from '../../cost-model/types/answers.ts';
import type { CostResult, PlatformCost, PlatformId } from '../../cost-model/types/result.ts';
import { whole } from '../../judge/format.ts';
import { percent } from '../format.ts';
import { rounded } from '../money.ts';
import { byTotal, idOf, titleOf, titleOfId } from '../tables/cost/platforms.ts';

const A_MODEL = 'It is a model, not a bill and not a quote';

const costWords = (platform: PlatformCost, { currency }: CostResult): string =>
  `${platform.totalIsLowerBound ? 'at least ' : ''}${rounded(platform.total, currency)}`;

/** What each one costs, without saying which is cheaper; with many, how far they lie apart. */
function priced(cost: CostResult): string {
  const platforms = byTotal(cost.platforms);
  const [first] = platforms;
  const last = platforms.at(-1);
  if (first === undefined || last === undefined) return 'Nothing is priced';
  if (platforms.length > 3) {
    const [least, most] = [first.total, last.total].toSorted((a, b) => new Decimal(a).comparedTo(b));
    return `Modelled: ${platforms.length} platforms are priced, between ${rounded(least ?? '0', cost.currency)} and ${rounded(most ?? '0', cost.currency)} a month`;
  }
  const each = platforms.map((platform) => `${titleOf(platform, cost)} ${costWords(platform, cost)}`);
  return `Modelled: a month costs ${each.join(', ')}`;
}

/** The words of a saving that may be said: how much, and of what. */
function savedWords(saving: Saving, perMonth: string, answers: CostAnswers, cost: CostResult): string {
  const [candidate, baseline] = [answers.candidate ?? '', answers.baseline].map((id) => titleOfId(id, cost));
  const amount = new Decimal(perMonth);
  const modelled = saving.label === 'measured' ? 'Modelled from what was measured' : 'Modelled';
  if (rounded(amount.abs().toFixed(), cost.currency) === rounded('0', cost.currency)) {
    return `${modelled}: ${candidate} would cost as much as ${baseline}`;
  }
  const share = saving.share === null ? '' : ` (${percent(Math.abs(saving.share))})`;
  const direction = amount.isNegative() ? 'more' : 'less';
  const written = rounded(amount.abs().toFixed(), cost.currency);
  return `${modelled}: ${candidate} would cost ${written} a month ${direction} than ${baseline}${share}`;
}

/** In how many of the samples the candidate is cheaper: its share whichever way round the pair stands. */
export function shareCheaper(answers: CostAnswers, a: PlatformId, b: PlatformId): number | null {
  const pair = answers.uncertainty.cheaper.find((one) => one.a === a && one.b === b);
  return pair?.share ?? null;
}

function sampleWords(answers: CostAnswers): string {
  const { candidate, baseline, uncertainty } = answers;
  const share = candidate === null ? null : shareCheaper(answers, candidate, baseline);
  if (share === null) return '';
  return `; it is the cheaper one in ${percent(share)} of ${whole(uncertainty.samples)} samples of what is uncertain`;
}

/** What the page says first, without its full stop. */
export function costSentence(cost: CostResult): string {
  const { answers } = cost;
  const saving = answers?.saving ?? null;
  if (!answers || saving === null) return priced(cost);
  if (saving.perMonth === null) return `${priced(cost)}; which is cheaper cannot be said`;
  return `${savedWords(saving, saving.perMonth, answers, cost)}${sampleWords(answers)}`;
}

/** How far the first sentence may be believed: what it rests on, what it lacks, or why nothing more is said. */
export function costStrength(cost: CostResult): readonly string[] {
  const { answers } = cost;
  const saving = answers?.saving ?? null;
  if (!answers || saving === null) return [`${A_MODEL}. No saving is claimed.`];
  if (saving.perMonth === null)
    return [`${A_MODEL}.`, `Nothing is ranked: ${withStop(saving.why ?? 'a price is missing')}`];
  const ranges = [answers.baseline, answers.candidate].flatMap((id) => rangeWords(id, answers, cost));
  const likely = ranges.length === 0 ? [] : [`In eight of ten samples a month costs ${ranges.join(', and ')}.`];
  return [...likely, ...labelWords(saving, cost)];
}

function rangeWords(id: PlatformId | null, { uncertainty }: CostAnswers, cost: CostResult): readonly string[] {
  const range = uncertainty.platforms.find(({ platform }) => platform === id);
  const platform = cost.platforms.find((one) => idOf(one) === id);
  if (range === undefined || platform === undefined) return [];
  const [low, high] = [range.p10, range.p90].map((value) => rounded(value, cost.currency));
  return [`between ${low} and ${high} on ${titleOf(platform, cost)}`];
}

/** That a saving is a model, and which conditions are still missing before it is more. */
function labelWords({ label, missing }: Saving, cost: CostResult): readonly string[] {
  if (label === 'measured') return ['A representative, valid and transferable run stands behind both sides.'];
  const sides = missing
    .filter(({ because }) => because.length > 0)
    .map(({ platform, because }) => `${titleOfId(platform, cost)}: ${because.join('; ')}`);
  return [
    `This is a model until a representative, valid and transferable run stands behind both sides${
      sides.length === 0 ? '.' : `. Still missing: ${sides.join('. ')}.`
    }`,
  ];
}

export const withStop = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);
