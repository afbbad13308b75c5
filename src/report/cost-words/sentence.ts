import { Decimal } from 'decimal.js';
import { platformId } from '../../cost-model/platform-id.ts';
import type { CostAnswers, Saving } from '../../cost-model/types/answers.ts';
import type { CostResult, PlatformCost, PlatformId } from '../../cost-model/types/result.ts';
import { whole } from '../../judge/format.ts';
import { rounded } from '../money.ts';
import { byTotal, comparedPlatforms, titleOf, titleOfId } from '../tables/cost/platforms.ts';
import { outsideWords } from './outside-range.ts';
import { sampleShareWords, shareWords } from './shares.ts';

/** More choices than these are not named in a sentence. */
const NAMED = 3;

/** Two whose order holds in fewer samples than these are not told apart: the share that every range here leaves out is as large. */
const TOLD_APART = 0.9;

const A_MODEL = 'It is a model, not a bill and not a quote';

const costWords = (platform: PlatformCost, { currency }: CostResult): string =>
  `${platform.totalIsLowerBound ? 'at least ' : ''}${rounded(platform.total, currency)}`;

/** What each of a few costs. */
const each = (platforms: readonly PlatformCost[], cost: CostResult): string =>
  `Modelled: a month costs ${platforms.map((platform) => `${costWords(platform, cost)} on ${titleOf(platform, cost)}`).join(', ')}`;

/** What is priced, without saying which is cheaper; of many, how far the complete ones lie apart. */
function priced(cost: CostResult): string {
  const platforms = byTotal(cost.platforms);
  if (platforms.length === 0) return 'Nothing is priced';
  if (platforms.length <= NAMED) return each(platforms, cost);
  const complete = platforms.filter(({ totalIsLowerBound }) => !totalIsLowerBound);
  const [least, most] = [complete[0], complete.at(-1)];
  const range =
    least === undefined || most === undefined
      ? ''
      : `: the complete ones between ${rounded(least.total, cost.currency)} and ${rounded(most.total, cost.currency)} a month`;
  const bounds = platforms.length - complete.length;
  return `Modelled: ${platforms.length} choices are priced${range}${bounds === 0 ? '' : `, ${bounds} miss a price`}`;
}

/** The words of a saving that may be said: how much, and of what. */
function savedWords(saving: Saving, perMonth: string, answers: CostAnswers, cost: CostResult): string {
  const [candidate, baseline] = [answers.candidate ?? '', answers.baseline].map((id) => titleOfId(id, cost));
  const amount = new Decimal(perMonth);
  const modelled = saving.label === 'measured' ? 'Modelled from what was measured' : 'Modelled';
  if (rounded(amount.abs().toFixed(), cost.currency) === rounded('0', cost.currency)) {
    return `${modelled}: ${candidate} would cost as much as ${baseline}`;
  }
  const share = saving.share === null ? '' : ` (${shareWords(saving.share)})`;
  const direction = amount.isNegative() ? 'more' : 'less';
  const written = rounded(amount.abs().toFixed(), cost.currency);
  return `${modelled}: ${candidate} would cost ${written} a month ${direction} than ${baseline}${share}`;
}

/** In which share of the samples `a` is cheaper than `b`, whichever way round the pair stands; null where it is not known. */
export function shareCheaper(answers: CostAnswers, a: PlatformId, b: PlatformId): number | null {
  const pair = sampledPair(answers, a, b);
  if (pair === undefined || pair.share === null) return null;
  return pair.a === a ? pair.share : 1 - pair.share - (pair.tied ?? 0);
}

const sampledPair = ({ uncertainty }: CostAnswers, a: PlatformId, b: PlatformId) =>
  uncertainty.cheaper.find((one) => (one.a === a && one.b === b) || (one.a === b && one.b === a));

function sampleWords(answers: CostAnswers): string {
  const { candidate, baseline, uncertainty } = answers;
  const share = candidate === null ? null : shareCheaper(answers, candidate, baseline);
  if (share === null) return '';
  const leftOut = sampledPair(answers, candidate ?? '', baseline)?.notCarried ?? 0;
  const carried = leftOut === 0 ? '' : ' that both carry';
  const told = `the cheaper one in ${sampleShareWords(share)} of ${whole(Math.round(uncertainty.samples * (1 - leftOut)))} samples${carried}`;
  const apart = share <= 1 - TOLD_APART || share >= TOLD_APART;
  return apart ? `; it is ${told}` : `; what is uncertain does not tell them apart: it is ${told}`;
}

/** What the page says first, without its full stop. */
export function costSentence(cost: CostResult): string {
  const { answers } = cost;
  const saving = answers?.saving ?? null;
  if (!answers || saving === null) return priced(cost);
  if (saving.perMonth === null) return `${each(comparedPlatforms(cost), cost)}; which is cheaper cannot be said`;
  return `${savedWords(saving, saving.perMonth, answers, cost)}${sampleWords(answers)}`;
}

/** How far the first sentence may be believed: what it rests on, what it lacks, or why nothing more is said. */
export function costStrength(cost: CostResult): readonly string[] {
  const { answers } = cost;
  const saving = answers?.saving ?? null;
  if (!answers || saving === null) {
    const why = cost.unanswered === undefined ? [] : [`Nothing follows from the prices: ${withStop(cost.unanswered)}`];
    return [`${A_MODEL}. No saving is claimed.`, ...why];
  }
  if (saving.perMonth === null)
    return [`${A_MODEL}.`, `Nothing is ranked: ${withStop(saving.why ?? 'a price is missing')}`];
  const ranges = [answers.baseline, answers.candidate].flatMap((id) => rangeWords(id, answers, cost));
  const likely = ranges.length === 0 ? [] : [`In eight of ten samples a month costs ${ranges.join(', and ')}.`];
  return [...likely, labelWords(saving)];
}

function rangeWords(id: PlatformId | null, { uncertainty }: CostAnswers, cost: CostResult): readonly string[] {
  const range = uncertainty.platforms.find(({ platform }) => platform === id);
  const platform = cost.platforms.find((one) => platformId(one) === id);
  if (range === undefined || platform === undefined) return [];
  const [low, high] = [range.p10, range.p90].map((value) => rounded(value, cost.currency));
  const outside = outsideWords(range, cost);
  return [`between ${low} and ${high} on ${titleOf(platform, cost)}${outside === null ? '' : ` (${outside})`}`];
}

const labelWords = ({ label }: Saving): string =>
  label === 'measured'
    ? 'A representative, valid and transferable run stands behind both sides.'
    : 'This is a model until a representative, valid and transferable run stands behind both sides.';

export const withStop = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);
