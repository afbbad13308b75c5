import { readable } from '../../../cost-model/arithmetic/expression.ts';
import type { ExplainedFigure, ExplainedSum, ExplainedTier, Explanation } from '../../../cost-model/explain/types.ts';
import { sourceWords } from '../../cost-words/source.ts';
import { exact, groupedDigits, percent } from '../../format.ts';
import { cents, unitPrice } from '../../money.ts';
import { PROVENANCE_TITLES } from '../../words.ts';
import { html, type Markup } from '../markup.ts';

const dated = (source: string, date: string | null): string =>
  `${sourceWords(source)}${date === null || date === 'undated' ? '' : `, ${date}`}`;

/** With the digits that its arithmetic is written with. */
const measured = (value: number, unit: string): string => groupedDigits(readable({ value, unit }));

const between = (low: number | null, high: number | null, unit: string): string =>
  low === null || high === null ? '' : `; ${measured(low, unit)} to ${measured(high, unit)}`;

/** An input with its source; a derived figure with its arithmetic. */
function figureStep({ words, value, unit, provenance, source, date, low, high, arithmetic }: ExplainedFigure): Markup {
  const result = html`<strong>${words}</strong> = ${arithmetic === null ? null : html`${groupedDigits(arithmetic)} = `}${measured(value, unit)}`;
  if (arithmetic !== null) return html`<li>${result}</li>`;
  return html`<li>${result} <span class="provenance">${PROVENANCE_TITLES[provenance]}: ${dated(source, date)}${between(low, high, unit)}</span></li>`;
}

const sumStep = ({ paidTo, amount, of }: ExplainedSum, currency: string): Markup =>
  html`<li><strong>paid to the ${paidTo}</strong> = ${of
    .map((one) => `${one.item} ${cents(one.amount, currency)}`)
    .join(' + ')} = ${cents(amount, currency)}</li>`;

/** How the price of a tier came about: list price, discount, exchange rate, source and date. */
function tierStep(tier: ExplainedTier, { unit, currency }: Explanation): Markup {
  const { fromList, quantity, amount, provenance, source, date } = tier;
  const reduced = fromList?.discount ?? null;
  const exchange = fromList?.exchange ?? null;
  const list =
    fromList === null || (reduced === null && exchange === null)
      ? ''
      : `; list price ${unitPrice(fromList.listPrice, 'USD')}${
          reduced === null ? '' : ` less ${percent(reduced.share)} (${reduced.source})`
        }${exchange === null ? '' : ` at ${exact(exchange.perUsd)} ${exchange.currency} a US dollar (${exchange.source}, ${exchange.date})`}`;
  const bounds =
    tier.upTo === null && tier.above === '0'
      ? ''
      : `; the tier above ${exact(tier.above)}${tier.upTo === null ? '' : ` up to ${exact(tier.upTo)}`} a month`;
  return html`<li><strong>${exact(quantity)} ${unit}</strong> × ${unitPrice(tier.unitPrice, currency)} = ${cents(amount, currency)} <span class="provenance">${PROVENANCE_TITLES[provenance]}: ${dated(source, date)}${list}${bounds}${between(tier.low, tier.high, 'count')}</span></li>`;
}

/** How one line comes to its amount: the formula, every input with its source, the arithmetic and the price. */
export function explanationMarkup(explanation: Explanation): Markup {
  const { item, formula, figures, sums, quantity, unit, tiers, amount, recorded, currency, why, arithmetic } =
    explanation;
  const total = amount === null ? (why ?? 'no price is known') : cents(amount, currency);
  const differs =
    amount === recorded || amount === null
      ? null
      : html`<p><strong>The file says ${recorded === null ? 'nothing' : cents(recorded, currency)}: somebody changed it.</strong></p>`;
  return html`<details class="why"><summary>How ${total} comes about<span class="hidden">: ${item}</span></summary>
<p>${formula}</p>
<ol class="plain">${figures.map(figureStep)}${sums.map((sum) => sumStep(sum, currency))}
<li><strong>quantity</strong> = ${groupedDigits(arithmetic)} = ${exact(quantity)} ${unit}</li>
${tiers.map((tier) => tierStep(tier, explanation))}</ol>
${tiers.length > 1 && amount !== null ? html`<p>Together ${cents(amount, currency)}.</p>` : null}${differs}</details>`;
}
