import type { CostResult } from '../../../cost-model/types/result.ts';
import type { Summary, TargetSummary } from '../../../judge/types/summary.ts';
import { atListPrices } from '../../cost-words/terms.ts';
import { type Cell, missing, type Row } from '../../table.ts';
import { noRatios } from '../ratio.ts';
import { totalCell } from './amounts.ts';

function whyNotPriced({ name, platform }: TargetSummary, { notPriced = [] }: CostResult): string {
  const reasons = notPriced.filter((one) => one.platform === platform).map(({ why }) => why);
  return `${name} is not priced: ${reasons.join('; ') || 'its platform has no cost shape yet'}`;
}

/** What production costs on each target of a run, for the main table. */
export function totalRow(summary: Summary, cost: CostResult): Row {
  const cells = summary.targets.map((target): Cell => {
    const [platform, ...others] = cost.platforms.filter(({ targets }) => targets.includes(target.name));
    if (platform === undefined) return missing(whyNotPriced(target, cost));
    if (others.length > 0) return missing(`${target.name} is priced in ${others.length + 1} variants, under Cost`);
    return totalCell(platform, cost);
  });
  return {
    title: `First month, ${atListPrices(cost) ? 'list price' : 'on the terms below'}`,
    unit: null,
    cells: [...cells, ...noRatios(summary)],
  };
}
