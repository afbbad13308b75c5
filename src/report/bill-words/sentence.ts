import { Decimal } from 'decimal.js';
import type { Reconciliation } from '../../cost-model/billing/types/reconciliation.ts';
import type { RunBill } from '../../cost-model/billing/types/run-bill.ts';
import { plural } from '../format.ts';
import { cents, rounded } from '../money.ts';
import { monthWords, periodWords } from './period.ts';

/** What was billed, in which days. */
export function billSentence({ total, currency, period, targets }: RunBill): string {
  const to = targets.length === 1 ? ` to ${targets[0]?.target}` : ` to ${targets.length} targets`;
  return `${cents(total, currency)} was billed${to} for ${periodWords(period)}.`;
}

/** A month of it beside the model, in one sentence a target; neither is called better. */
export function reconciledSentence({ target, currency, total, scaling }: Reconciliation): string {
  const difference = new Decimal(total.difference);
  const bound = total.modelledIsLowerBound ? 'at least ' : '';
  const modelled = `the ${bound}${rounded(total.modelled, currency)} modelled`;
  const beside = difference.isZero()
    ? `as ${modelled}`
    : `${rounded(difference.abs().toFixed(), currency)} ${difference.isPositive() ? 'above' : 'below'} ${modelled}`;
  return `What was billed to ${target} comes to ${rounded(total.billed, currency)} in ${monthWords(scaling)}, ${beside}.`;
}

/** Why the figures may still move, or stand for less than they seem to; empty where neither holds. */
export function billCaveats({ days, period, notReconciled }: RunBill): readonly string[] {
  const provisional = days.filter((day) => day.provisional).length;
  return [
    ...(provisional > 0
      ? [`${plural(provisional, 'day')} of it may still change: the provider has not closed them yet.`]
      : period.provisional
        ? ['It may still change: the provider has not closed it yet.']
        : []),
    ...notReconciled.map(({ target, why }) => `${target} stands beside no model: ${why}.`),
  ];
}
