import { inputError, type Problem } from '../../errors.ts';
import { difference, isLess, toCents } from '../arithmetic/money.ts';
import { monthInvoices, sumToCents, totalOf } from '../business/invoices.ts';
import type { CostModel } from '../model/cost-model.ts';
import type { PlatformAmounts } from '../model/evaluate-cases.ts';
import { monthlyCosts } from '../model/monthly-costs.ts';
import type { Future, Regret } from '../types/answers.ts';
import type { Question } from '../types/request.ts';
import type { PlatformId } from '../types/result.ts';

/**
 * Over the horizon, what each choice costs more than the best one of each future, and whose worst excess is smallest.
 * A future that says nothing of the peak has it in today's proportion to the average.
 * @returns null where the user names no future
 * @throws WorkbenchError with everything that is wrong with the futures
 */
export function regretOf(model: CostModel, { futures: asked, horizonMonths }: Question): Regret | null {
  if (asked.length === 0) return null;
  assertFutures(asked, model);
  const futures = asked.map((future) => resolved(future, model));
  const costs = futures.map((future) => monthlyCosts(model, horizonMonths, withPeak(future, model)).platforms);
  const inEach = (at: number): readonly PlatformAmounts[] => costs.map((platforms) => platforms[at] as PlatformAmounts);
  const choices = model.platforms.map(({ id }, at) => ({
    id,
    inEach: inEach(at),
    why: whyLeftOut(futures, inEach(at)),
  }));
  const totals = choices
    .filter(({ why }) => why === null)
    .map((choice) => ({ platform: choice.id, totals: choice.inEach.map(overHorizon) }));
  const best = futures.map((_, at) => totals.map((row) => row.totals[at] as string).reduce(least, ''));
  const rows = totals.map((row) => {
    const regrets = row.totals.map((total, at) => toCents(difference(total, best[at] as string)));
    return { ...row, regrets, worst: regrets.reduce((worst, one) => (isLess(worst, one) ? one : worst)) };
  });
  return {
    futures,
    rows,
    least:
      rows.reduce<(typeof rows)[number] | null>(
        (kept, row) => (kept === null || isLess(row.worst, kept.worst) ? row : kept),
        null,
      )?.platform ?? null,
    leftOut: choices.flatMap(({ id, why }): { platform: PlatformId; why: string }[] =>
      why === null ? [] : [{ platform: id, why }],
    ),
  };
}

const least = (a: string, b: string): string => (a === '' || isLess(b, a) ? b : a);

/** Every month to the cent, and what is paid once. */
const overHorizon = (amounts: PlatformAmounts): string =>
  sumToCents([
    ...Array.from(amounts.total, (_, at) => totalOf(monthInvoices(amounts, at + 1))),
    totalOf(monthInvoices({ byPayee: amounts.onceByPayee }, 1)),
  ]);

function whyLeftOut(futures: readonly Future[], inEach: readonly PlatformAmounts[]): string | null {
  if (inEach.some(({ isLowerBound }) => isLowerBound)) return 'not all of its prices are known';
  const refusing = futures.filter((_, at) => inEach[at]?.isCarried.includes(0));
  return refusing.length === 0 ? null : `it does not carry ${refusing.map(({ name }) => `"${name}"`).join(' and ')}`;
}

const todayIn =
  ({ figures }: CostModel) =>
  (name: string): number =>
    figures.get(name)?.value ?? 0;

/** A future in figures alone: its factors times what is priced. */
function resolved({ name, figures, times = {}, peakTimesAverage }: Future, model: CostModel): Future {
  const today = todayIn(model);
  const all = {
    ...figures,
    ...Object.fromEntries(Object.entries(times).map(([figure, factor]) => [figure, today(figure) * factor])),
  };
  if (peakTimesAverage === undefined) return { name, figures: all };
  const { averageIngress = today('averageIngress') } = all;
  return { name, figures: { ...all, peakIngress: averageIngress * peakTimesAverage } };
}

function withPeak({ figures }: Future, model: CostModel): Readonly<Record<string, number>> {
  const today = todayIn(model);
  const { averageIngress, peakIngress } = figures;
  if (averageIngress === undefined || peakIngress !== undefined) return figures;
  return { ...figures, peakIngress: (averageIngress * today('peakIngress')) / today('averageIngress') };
}

function assertFutures(futures: readonly Future[], model: CostModel): void {
  const known = [...model.figures].flatMap(([name, { expression, source }]) =>
    expression === undefined && !name.includes('/') && !source.startsWith('definition') ? [name] : [],
  );
  const problems = futures.flatMap(({ name, figures, times = {}, peakTimesAverage = 1 }) =>
    [...Object.entries(figures), ...Object.entries(times), ['peakIngress', peakTimesAverage] as const].flatMap(
      ([figure, value]): Problem[] => {
        if (!known.includes(figure)) {
          return [
            {
              what: `the future "${name}" changes "${figure}"`,
              todo: `Name figures of the workload: ${known.join(', ')}.`,
            },
          ];
        }
        return Number.isFinite(value) && value >= 0
          ? []
          : [{ what: `in the future "${name}", "${figure}" is ${value}`, todo: 'Give a number of 0 or more.' }];
      },
    ),
  );
  const names = futures.map(({ name }) => name);
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  for (const name of new Set(twice)) {
    problems.push({ what: `two futures are called "${name}"`, todo: 'Give each a name of its own.' });
  }
  if (problems.length > 0) throw inputError('future', problems);
}
