import type { Calibration } from '../../cost-model/billing/types/calibration.ts';
import { significant } from '../../judge/format.ts';
import { percent } from '../../report/format.ts';
import { change } from '../../report/money.ts';
import { wrap } from '../../report/terminal-text.ts';
import { table } from '../output.ts';

/** What is proposed and from what, what is not and why, and how much of the difference it explains. */
export function calibrationText(
  { target, platform, proposals, notProposed, fit }: Calibration,
  currency: string,
  width: number,
): string {
  const range = (low: number | null, high: number | null): string =>
    low === null || high === null ? '' : `${significant(low)}–${significant(high)}`;
  const rows = proposals.map(({ figure, unit, modelled, proposed, low, high, residual }) => [
    figure,
    significant(modelled),
    significant(proposed),
    range(low, high),
    unit,
    change(residual, currency),
  ]);
  const sentences = [
    ...proposals.map(({ figure, from }) => `${figure}: from ${from}.`),
    ...notProposed.map(({ figure, why }) => `${figure} is not proposed: ${why}.`),
  ];
  return [
    `What would explain the bill of ${target} beside ${platform}`,
    proposals.length === 0
      ? 'Nothing is proposed.'
      : table([['figure', 'modelled', 'proposed', 'range', 'unit', 'left over a month'], ...rows], {
          align: ['left', 'right', 'right', 'right', 'left', 'right'],
        }),
    sentences.flatMap((words) => wrap(words, width)).join('\n'),
    ...(fit === null
      ? []
      : [`Together they explain ${percent(fit)} of the differences. Nothing changes unless they are accepted.`]),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
