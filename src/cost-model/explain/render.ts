import { readable } from '../arithmetic/expression.ts';
import { toCents } from '../arithmetic/money.ts';
import type { ExplainedFigure, ExplainedTier, Explanation } from './types.ts';

/** One line of a bill, from its formula to its amount, for a terminal; no line is cut. */
export function renderExplanation(line: Explanation): string {
  const { item, title, category, period, paidTo, basis, formula, arithmetic, quantity, unit } = line;
  const derived = line.figures.filter(({ formula: text }) => text !== null);
  const inputs = line.figures.filter(({ formula: text }) => text === null);
  return [
    `${item}: ${title}`,
    `${category}, ${period === 'month' ? 'every month' : 'once'}, paid to the ${paidTo}`,
    '',
    `${basis} ${formula}`,
    `  = ${arithmetic}`,
    `  = ${quantity} ${unit}`,
    ...section('Step by step', derived.flatMap(stepWords)),
    ...section(
      'Amounts that are summed',
      line.sums.flatMap(({ of }) => of.map((one) => `${one.item}: ${money(line, one.amount)}`)),
    ),
    ...section('Rests on', inputs.map(inputWords)),
    '',
    ...priceWords(line),
  ].join('\n');
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines.map((text) => `  ${text}`)];

const stepWords = ({ words, value, unit, formula, arithmetic }: ExplainedFigure): readonly string[] => [
  `${words} = ${formula}`,
  `  = ${arithmetic} = ${readable({ value, unit })}`,
];

function inputWords({ words, value, unit, low, high, provenance, source, date }: ExplainedFigure): string {
  const range = low === null || high === null || (low === value && high === value) ? '' : ` (${low} to ${high})`;
  return `${words} = ${readable({ value, unit })}${range}: ${provenance}, ${source}${date === null ? '' : `, ${date}`}`;
}

function priceWords(line: Explanation): readonly string[] {
  const { priceKey, unit, currency, tiers, amount, recorded, why } = line;
  if (amount === null) return [`Unpriced: ${why}. It is not in the total, which is a lower bound.`];
  return [
    `Price "${priceKey}", ${currency} per ${unit}`,
    ...tiers.flatMap((tier) => tierWords(tier, line)),
    `Amount: ${money(line, amount)}${line.period === 'month' ? ' a month' : ' once'}`,
    ...(recorded === amount
      ? []
      : [
          `The file says ${recorded === null ? 'nothing' : money(line, recorded)}: it was changed after it was written.`,
        ]),
  ];
}

function tierWords(tier: ExplainedTier, line: Explanation): readonly string[] {
  const { unitPrice, quantity, amount, provenance, source, date, low, high } = tier;
  const range = low === null || high === null || low === high ? '' : `, ${low} to ${high}`;
  return [
    `  ${reach(tier)}: ${unitPrice}${range} (${provenance}: ${source}${date === 'undated' ? '' : `, ${date}`})`,
    ...listWords(tier),
    `    ${quantity} × ${line.currency} ${unitPrice} = ${line.currency} ${amount}`,
  ];
}

function reach({ above, upTo }: ExplainedTier): string {
  if (upTo !== null) return above === '0' ? `up to ${upTo}` : `${above} to ${upTo}`;
  return above === '0' ? 'any quantity' : `above ${above}`;
}

function listWords({ fromList }: ExplainedTier): readonly string[] {
  if (fromList === null || (fromList.discount === null && fromList.exchange === null)) return [];
  const { listPrice, discount, exchange } = fromList;
  const words = [
    `list price USD ${listPrice}`,
    ...(discount === null ? [] : [`less ${Number((discount.share * 100).toPrecision(6))}%`]),
    ...(exchange === null ? [] : [`at ${exchange.perUsd} ${exchange.currency} a US dollar`]),
  ];
  return [`    ${words.join(', ')}`];
}

const money = ({ currency }: Explanation, amount: string): string => `${currency} ${toCents(amount)}`;
