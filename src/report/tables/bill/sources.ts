import type { Bill } from '../../../cost-model/billing/types/bill.ts';
import type { Reconciliation } from '../../../cost-model/billing/types/reconciliation.ts';
import type { RunBill } from '../../../cost-model/billing/types/run-bill.ts';
import { significant } from '../../../judge/format.ts';
import { paidByOthers } from '../../bill-words/paid-by-others.ts';
import { periodWords } from '../../bill-words/period.ts';
import { percent, shortDigest } from '../../format.ts';
import { type Cell, left, missing, plainRows, type Row, right, type Table, text } from '../../table.ts';
import { amount, count, quantity } from './amounts.ts';

/** What was read, and how somebody else would see the same; with what others pay of it, it adds up to the bill. */
export function billSourceTable(bill: RunBill): Table {
  const { losses, currency, total } = bill;
  const sources = ofTargets(bill, ({ sources: own }) => own);
  const others = paidByOthers(bill);
  const only = (value: string): readonly Cell[] => [amount(value, currency), text(''), text(''), text('')];
  return {
    id: 'bill-sources',
    title: 'Where the bill is from',
    columns: [left('Source'), right('Billed'), right('Lines'), left('Digest'), left('To see the same')],
    groups: plainRows(
      [
        ...sources.map(
          ({ target, one }): Row => ({
            title: target === null ? one.source : `${target}: ${one.source}`,
            unit: null,
            cells: [
              amount(one.total, currency),
              count(one.lines, 'lines'),
              text(shortDigest(one.digest)),
              { kind: 'command', text: one.repeatable },
            ],
          }),
        ),
        ...others.map((one) => ({ title: one.title, unit: null, cells: only(one.amount) })),
        ...(sources.length + others.length > 1
          ? [{ title: 'Total', unit: null, total: true, cells: only(total) }]
          : []),
      ],
      'billed',
    ),
    notes: losses,
  };
}

/** What each target's bill has of it, with the name of the target where there are several. */
const ofTargets = <T>({ targets }: RunBill, part: (bill: Bill) => readonly T[]) =>
  targets.flatMap(({ target, bill }) =>
    part(bill).map((one) => ({ target: targets.length === 1 ? null : target, one })),
  );

/** Which rule put how much where. */
export function ruleTable({ rules, currency }: Bill): Table | null {
  if (rules.length === 0) return null;
  return {
    id: 'bill-rules',
    title: 'Rules that sorted the bill',
    columns: [left('Rule'), right('Billed'), right('Lines')],
    groups: plainRows(
      rules.map((use) => ({
        title: use.rule,
        unit: null,
        cells: [amount(use.amount, currency), count(use.lines, 'lines')],
      })),
      'billed',
    ),
    notes: [],
  };
}

/** Costs that several targets share, and how they are split. */
export function sharedTable(bill: RunBill): Table | null {
  const { currency } = bill;
  const shared = ofTargets(bill, (own) => own.shared);
  if (shared.length === 0) return null;
  return {
    id: 'bill-shared',
    title: 'Shared costs',
    columns: [left('Split by'), right('Share'), right('Part'), right('Paid by others')],
    groups: plainRows(
      shared.map(({ target, one: { by, share, amount: part, others } }) => ({
        title: target === null ? by : `${target}, by ${by}`,
        unit: null,
        cells: [
          { kind: 'figure', value: share, text: percent(Number(share)), unit: 'share' },
          amount(part, currency),
          amount(others, currency),
        ],
      })),
      'billed',
    ),
    notes: [],
  };
}

/** What metrics sources say of the days that were asked for. */
export function metricTable({ metrics, metricNotes }: RunBill): Table | null {
  if (metrics.length === 0) return null;
  return {
    id: 'bill-metrics',
    title: 'What metrics say',
    columns: [left('Metric'), left('Of'), left('From'), right('Value'), right('Points')],
    groups: plainRows(
      metrics.map(({ target, name, of, from, period, value, unit, statistic, points, periodSeconds, complete }) => ({
        title: name,
        unit: null,
        cells: [
          text(`${target}: ${of}`),
          text(`${from}, ${periodWords(period)}`),
          value === null
            ? missing('nothing is published')
            : {
                kind: 'figure',
                value,
                text: `${significant(value)} ${unit}${statistic === 'Sum' ? '' : ' on average'}`,
                unit,
              },
          text(`${points} × ${periodSeconds} s${complete ? '' : ', not all of it'}`),
        ],
      })),
      'measured',
    ),
    notes: metricNotes,
  };
}

/** All that was measured of what is paid for, and whether it stands in the measured column. */
export function measuredQuantityTable({ target, measured }: Reconciliation, index: number): Table | null {
  if (measured.length === 0) return null;
  return {
    id: `bill-measured-${index}`,
    title: `What was measured: ${target}`,
    columns: [left('Quantity'), left('From'), right('Counted'), right('A month of production'), left('Use')],
    groups: plainRows(
      measured.map(({ name, source, counted, monthly, used, because }) => ({
        title: name,
        unit: null,
        cells: [
          text(source),
          quantity(counted?.quantity ?? null, counted?.unit ?? null, 'nothing counted it'),
          quantity(monthly?.quantity ?? null, monthly?.unit ?? null, 'it has no price, or cannot be scaled to a month'),
          useOf(used, because),
        ],
      })),
      'measured',
    ),
    notes: [],
  };
}

function useOf(used: boolean, because: readonly string[]): Cell {
  if (used) return text('measured and used');
  // As a note below the table: most quantities of a run share their reasons.
  return missing(`measured, not used, because ${because.join('; ') || 'no reason was saved'}`);
}
