import { sum } from '../../cost-model/arithmetic/money.ts';
import type { Calibration } from '../../cost-model/billing/types/calibration.ts';
import { significant } from '../../judge/format.ts';
import { rowTitle } from '../../report/bill-words/parts.ts';
import { groupedDigits, percent } from '../../report/format.ts';
import { change } from '../../report/money.ts';
import { wrap } from '../../report/terminal-text.ts';
import { table } from '../output.ts';

/** What is proposed and from what, what is not and why, and how much of the difference it explains. */
export function calibrationText(calibration: Calibration, currency: string, width: number): string {
  const { target, platform, proposals, notProposed, fit } = calibration;
  const range = (low: number | null, high: number | null): string =>
    low === null || high === null ? '' : `${significant(low)}–${significant(high)}`;
  const rows = proposals.map(({ figure, unit, modelled, modelledByFormula, proposed, low, high }) => [
    figure,
    modelledByFormula === true ? 'by formula' : significant(modelled),
    significant(proposed),
    range(low, high),
    unit,
  ]);
  const sentences = [
    ...proposals.map(({ figure, from }) => `${figure}: from ${from}.`),
    ...notProposed.map(({ figure, why }) => `${figure} is not proposed: ${why}.`),
  ];
  return [
    `What would explain the bill of ${target} beside ${platform}`,
    proposals.length === 0
      ? 'Nothing is proposed.'
      : table([['figure', 'assumed', 'proposed', 'range', 'unit'], ...rows], {
          align: ['left', 'right', 'right', 'right', 'left'],
        }),
    sentences.flatMap((words) => wrap(groupedDigits(words), width)).join('\n'),
    proposals.length === 0 ? '' : remainingText(calibration, currency),
    fit === null
      ? ''
      : `Together they explain ${percent(fit)} of the differences. Nothing changes unless they are accepted.`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Each category once, whatever moves it: what is left adds up. */
function remainingText({ remaining }: Calibration, currency: string): string {
  const [before, after] = [sum(remaining.map((one) => one.before)), sum(remaining.map((one) => one.after))];
  return table(
    [
      ['billed less modelled, a month', 'as assumed', 'as proposed'],
      ...remaining.map((one) => [rowTitle(one.category), change(one.before, currency), change(one.after, currency)]),
      ['Total', change(before, currency), change(after, currency)],
    ],
    { align: ['left', 'right', 'right'] },
  );
}
