import { explainPlatform } from '../../../cost-model/explain/explain.ts';
import type { Explanation } from '../../../cost-model/explain/types.ts';
import type { CostResult, LineItem, PlatformCost } from '../../../cost-model/types/result.ts';
import type { Category } from '../../../cost-model/types/shape.ts';
import { cents, rounded } from '../../money.ts';
import { lineItemTable, linesIn } from '../../tables/cost/lines.ts';
import { comparedPlatforms, linesOf, titleOf } from '../../tables/cost/platforms.ts';
import { CATEGORIES, CATEGORY_TITLES } from '../../words.ts';
import { html, type Markup } from '../markup.ts';
import { tableMarkup } from '../table.ts';
import { explanationMarkup } from './explanation.ts';

/** What is priced in full, under the short title. */
const standsFor = ({ targets, title }: PlatformCost): string =>
  `${targets.length === 0 ? '' : `Production of ${targets.join(' and ')}: `}${title}, modelled.`;

/** Whether the result holds what its amounts follow from; files from before prices were figures do not. */
const canBeExplained = (platform: PlatformCost, { prices }: CostResult): boolean =>
  platform.lineItems.every(({ priceKey }) => prices !== undefined && Object.hasOwn(prices, priceKey));

/** The last tier of every line, below which all its tiers are explained together. */
function lastTiers(lines: readonly LineItem[]): ReadonlySet<LineItem> {
  return new Set(new Map(lines.map((line) => [`${line.period} ${line.item}`, line])).values());
}

function categoryLines(
  platform: PlatformCost,
  category: Category,
  cost: CostResult,
  explanations: readonly Explanation[] | null,
): Markup {
  const table = lineItemTable(platform, category, cost, { counted: explanations === null });
  if (explanations === null) return tableMarkup(table);
  const lines = linesIn(platform, category);
  const last = lastTiers(lines);
  const rows = table.groups[0]?.rows ?? [];
  return tableMarkup(table, 'stacked', (row) => {
    const line = lines[rows.indexOf(row)];
    if (line === undefined || !last.has(line)) return null;
    const found = explanations.find(
      (one) => one.category === category && one.item === line.item && one.period === line.period,
    );
    return found === undefined
      ? null
      : html`<div class="on-screen">${explanationMarkup(found)}</div><p class="on-paper">${line.explanation}</p>`;
  });
}

function categoriesMarkup(platform: PlatformCost, cost: CostResult): Markup {
  const opened = CATEGORIES.filter((category) => linesIn(platform, category).length > 0);
  const explanations = canBeExplained(platform, cost) ? explainPlatform(cost, platform) : null;
  const title = titleOf(platform, cost);
  return html`<p class="aside">${standsFor(platform)}</p>
${opened.map((category) => {
  const [month, once] = (['month', 'once'] as const).map((period) => linesOf(platform, category, period));
  const sum =
    month?.lines.length === 0
      ? `${rounded(once?.amount ?? '0', cost.currency)} once`
      : `${rounded(month?.amount ?? '0', cost.currency)} a month`;
  return html`<details><summary><span class="hidden">${title}, </span>${CATEGORY_TITLES[category]}: ${sum}</summary>
${categoryLines(platform, category, cost, explanations)}</details>\n`;
})}`;
}

/** The lines behind the totals: those of the compared platforms by category, every other platform folded. */
export function linesMarkup(cost: CostResult): Markup {
  const compared = comparedPlatforms(cost);
  const others = cost.platforms.filter((platform) => !compared.includes(platform));
  const shown = compared.map(
    (platform) => html`<h4>${titleOf(platform, cost)}</h4>\n${categoriesMarkup(platform, cost)}`,
  );
  const folded = others.map((platform) => {
    const bound = platform.totalIsLowerBound ? 'at least ' : '';
    return html`<details class="platform"><summary>${titleOf(platform, cost)}: ${bound}${cents(platform.total, cost.currency)} a month</summary>
${categoriesMarkup(platform, cost)}</details>\n`;
  });
  if (others.length === 0) return html`${shown}`;
  return html`${shown}<h4>The other platforms</h4>
<div class="on-screen">${folded}</div><p class="on-paper notes">Their lines are in the CSV file and the workbook beside this page.</p>`;
}
