import type { Category, CostResult, PlatformCost } from '../../cost-model/types.ts';
import { significant } from '../../judge/format.ts';
import { exact } from '../format.ts';
import { left, missing, plainRows, right, type Table, text } from '../table.ts';
import { CATEGORY_TITLES, PROVENANCE_TITLES } from '../words.ts';
import { money, segmentId } from './cost.ts';

/** Every line of one platform: quantity × unit price = amount, where the price is from and when. */
export function lineItemTable(platform: PlatformCost, category: Category): Table {
  const lines = platform.lineItems.filter((line) => line.category === category);
  return {
    id: segmentId(platform, category),
    title: `${platform.title}: ${CATEGORY_TITLES[category]}`,
    columns: [
      left('Item'),
      right('Quantity'),
      right('Unit price'),
      right('Amount'),
      left('Paid'),
      left('How it is counted'),
      left('Price from'),
    ],
    groups: plainRows(
      lines.map((line) => ({
        title: line.item,
        unit: null,
        cells: [
          { kind: 'figure', value: line.quantity, text: `${exact(line.quantity)} ${line.unit}`, unit: line.unit },
          money(line.unitPrice, `$${exact(line.unitPrice)}`),
          money(line.amount),
          text(`${line.period === 'once' ? 'once' : 'a month'}, to the ${line.paidTo}`),
          text(line.explanation),
          text(`${PROVENANCE_TITLES[line.provenance]}: ${line.priceSource}, ${line.priceDate}`),
        ],
      })),
      'modelled',
    ),
    notes: [],
  };
}

/** Every assumption and derived figure behind the cost, with its range and origin. */
export function assumptionTable(cost: CostResult): Table {
  return {
    id: 'cost-assumptions',
    title: 'What the cost rests on',
    columns: [left('Figure'), right('Value'), left('Unit'), right('Low to high'), left('Provenance'), left('From')],
    groups: plainRows(
      Object.entries(cost.figures).map(([name, figure]) => ({
        title: name,
        unit: null,
        cells: [
          { kind: 'figure', value: figure.value, text: significant(figure.value), unit: figure.unit },
          text(figure.unit),
          figure.low === null || figure.high === null
            ? missing('no range was given')
            : text(`${significant(figure.low)} to ${significant(figure.high)}`),
          text(PROVENANCE_TITLES[figure.provenance]),
          text(figure.source),
        ],
      })),
    ),
    notes: [],
  };
}

/** What has no price: never counted as zero, so the total is a lower bound. */
export function unpricedTable(cost: CostResult): Table | null {
  const rows = cost.platforms.flatMap((platform) =>
    platform.unpriced.map((item) => ({
      title: item.item,
      unit: null,
      cells: [
        text(platform.title),
        text(CATEGORY_TITLES[item.category]),
        { kind: 'figure' as const, value: item.quantity, text: exact(item.quantity), unit: item.unit },
        text(item.unit),
        text(item.why),
      ],
    })),
  );
  if (rows.length === 0) return null;
  return {
    id: 'cost-unpriced',
    title: 'What has no price yet',
    columns: [left('Item'), left('Platform'), left('Category'), right('Quantity'), left('Unit'), left('Why')],
    groups: plainRows(rows, 'modelled'),
    notes: ['An item without a price is not free: each total that misses one is a lower bound.'],
  };
}

/** What the run measured, and whether it may price production. */
export function measuredTable(cost: CostResult): Table | null {
  if (cost.measured.length === 0) return null;
  return {
    id: 'cost-measured',
    title: 'What was measured, and whether the cost uses it',
    columns: [left('Figure'), left('Target'), right('Value'), left('Unit'), left('Use')],
    groups: plainRows(
      cost.measured.map((figure) => ({
        title: figure.name,
        unit: null,
        cells: [
          text(figure.target),
          figure.value === null
            ? missing('not measured in this run')
            : { kind: 'figure', value: figure.value, text: significant(figure.value), unit: figure.unit },
          text(figure.unit),
          text(figure.used ? 'measured and used' : `measured, not used, because ${figure.because.join('; ')}`),
        ],
      })),
      'measured',
    ),
    notes: [],
  };
}
