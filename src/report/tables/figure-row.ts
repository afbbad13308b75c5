import { numberAtPath } from '../../judge/metric-path.ts';
import type { TargetSummary } from '../../judge/types/summary.ts';
import { figure, formOf, type Quantity } from '../figure.ts';
import { whyMissing } from '../missing-figure.ts';
import type { Row } from '../table.ts';

export interface Figure {
  readonly title: string;
  /** Path into a target of summary.json. */
  readonly metric: string;
  readonly quantity: Quantity;
}

/** One figure of every target, in one unit, or dashes with their reasons. */
export function figureRow(targets: readonly TargetSummary[], { title, metric, quantity }: Figure): Row {
  const values = targets.map((target) => numberAtPath(target, metric));
  const form = formOf(quantity, values);
  const cells = targets.map((target, index) =>
    figure(quantity, form, values[index] ?? null, whyMissing(target, metric), { target: target.name, metric }),
  );
  return { title, unit: form.unit, cells };
}
