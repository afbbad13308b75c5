import type { TopLevelSpec } from 'vega-lite';
import { platformId } from '../../../cost-model/platform-id.ts';
import type { Uncertainty } from '../../../cost-model/types/answers.ts';
import type { CostResult } from '../../../cost-model/types/result.ts';
import { THIN_SPACE, whole } from '../../../judge/format.ts';
import { outsideWords } from '../../cost-words/outside-range.ts';
import { shareCheaper } from '../../cost-words/sentence.ts';
import { sampleShareWords } from '../../cost-words/shares.ts';
import { rounded } from '../../money.ts';
import { left, plainRows, right, type Table } from '../../table.ts';
import { money } from '../../tables/cost/amounts.ts';
import { byTotal, platformOf, titleOfId } from '../../tables/cost/platforms.ts';
import type { Picture } from '../picture.ts';
import { moneyAxis, moneyScale } from './money-axis.ts';
import { labelledRows, rowPlotWidth, sideColours } from './rows.ts';

type Range = Uncertainty['platforms'][number];

const OTHER = 'var(--muted)';

/** What a month may as well cost, platform by platform; null where nothing is uncertain. */
export function uncertaintyRanges(cost: CostResult): Picture | null {
  const { answers } = cost;
  if (!answers || answers.uncertainty.platforms.length === 0 || answers.uncertainty.samples === 0) return null;
  const { uncertainty, baseline, candidate } = answers;
  const ranges = byTotal(cost.platforms).flatMap((platform) =>
    uncertainty.platforms.filter((range) => range.platform === platformId(platform)),
  );
  const share = candidate === null ? null : shareCheaper(answers, candidate, baseline);
  const said =
    share === null || candidate === null
      ? 'What a month may as well cost'
      : `${titleOfId(candidate, cost)} is the cheaper one in ${sampleShareWords(share)} of the samples`;
  const [stays, other] = sideColours(cost);
  return {
    id: 'cost-uncertainty',
    title: said,
    caption: `${whole(uncertainty.samples)} samples, each drawing every uncertain figure from its range at once; the same thing on several platforms is drawn once for all of them. The bar holds eight of ten samples, the mark in it is the middle one; the dot is the total at the stated values.`,
    key: [
      { label: titleOfId(baseline, cost), colour: stays, mark: 'area' },
      ...(candidate === null ? [] : [{ label: titleOfId(candidate, cost), colour: other, mark: 'area' as const }]),
      ...(ranges.length > 2 ? [{ label: 'the others', colour: OTHER, mark: 'area' as const }] : []),
    ],
    panels: [
      {
        id: 'cost-uncertainty',
        title: null,
        alt: `Ranges of a month's cost. ${ranges.map((range) => rowWords(range, cost)).join('; ')}.`,
        spec: (width) => rangeSpec(width, ranges, cost),
      },
    ],
    tables: [rangeTable(ranges, cost)],
  };
}

function rowWords(range: Range, cost: CostResult): string {
  const { platform, p10, p90, isLowerBound } = range;
  const outside = outsideWords(range, cost);
  return `${isLowerBound ? 'at least ' : ''}${rounded(p10, cost.currency)} to ${rounded(p90, cost.currency)}${outside === null ? '' : ` (${outside})`}  ${titleOfId(platform, cost)}`;
}

function rangeSpec(width: number, ranges: readonly Range[], cost: CostResult): TopLevelSpec {
  const rows = labelledRows(
    ranges.map((range) => ({ key: range.platform, label: rowWords(range, cost) })),
    width,
  );
  const [stays, other] = sideColours(cost);
  const colourOf = (id: string): string => {
    if (id === cost.answers?.baseline) return stays;
    return id === cost.answers?.candidate ? other : OTHER;
  };
  const values = ranges.map(({ platform, p10, p50, p90 }) => ({
    key: platform,
    p10,
    p50,
    p90,
    stated: Number(platformOf(platform, cost)?.total ?? p50),
    colour: colourOf(platform),
  }));
  return {
    width: rowPlotWidth(width),
    height: rows.height,
    layer: [
      {
        data: { values },
        mark: { type: 'bar', height: rows.bar / 2, yOffset: rows.offset, opacity: 0.55 },
        encoding: {
          y: rows.y,
          x: {
            ...moneyAxis(
              'p10',
              'a month',
              moneyScale(values.flatMap(({ p10, p90, stated }) => [p10, p90, stated])),
              cost.currency,
            ),
            stack: null,
          },
          x2: { field: 'p90' },
          color: { field: 'colour', type: 'nominal', scale: null },
        },
      },
      {
        data: { values },
        mark: { type: 'tick', size: rows.bar, thickness: 3, yOffset: rows.offset, opacity: 1 },
        encoding: {
          y: rows.y,
          x: { field: 'p50', type: 'quantitative' },
          color: { field: 'colour', type: 'nominal', scale: null },
        },
      },
      {
        data: { values },
        mark: { type: 'point', filled: true, size: 40, color: 'var(--ink)', yOffset: rows.offset, opacity: 1 },
        encoding: { y: rows.y, x: { field: 'stated', type: 'quantitative' } },
      },
      rows.labels,
    ],
  };
}

function rangeTable(ranges: readonly Range[], cost: CostResult): Table {
  const at = (value: number, isLowerBound: boolean) =>
    money(String(value), cost, `${isLowerBound ? `≥${THIN_SPACE}` : ''}${rounded(value, cost.currency)}`);
  return {
    id: 'cost-ranges',
    title: 'A month in the samples',
    columns: [
      left('Platform'),
      right('1 of 10 is below'),
      right('The middle one'),
      right('1 of 10 is above'),
      right('At the stated values'),
    ],
    groups: plainRows(
      ranges.map(({ platform, p10, p50, p90, isLowerBound }) => ({
        title: titleOfId(platform, cost),
        unit: null,
        cells: [
          ...[p10, p50, p90].map((value) => at(value, isLowerBound)),
          at(Number(platformOf(platform, cost)?.total ?? p50), isLowerBound),
        ],
      })),
      'modelled',
    ),
    notes: ranges.flatMap((range) => {
      const outside = outsideWords(range, cost);
      return outside === null ? [] : [`${titleOfId(range.platform, cost)}: ${outside}.`];
    }),
  };
}
