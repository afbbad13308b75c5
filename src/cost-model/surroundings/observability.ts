import type { QuantityLine } from '../types/shape.ts';
import { assumed, GUESS } from './assumed.ts';
import { NOTHING, type Part, together } from './part.ts';
import { SPEND, SPEND_AT_COST, spendAtCost } from './spend.ts';
import { hoursOnce } from './team.ts';
import { COMPONENT_FIGURES, type Decision } from './types.ts';

const { keptRate, replacedRate, hours } = COMPONENT_FIGURES.observability;

const line = { category: 'ecosystem', period: 'month', paidTo: 'vendor', unit: 'USD' } satisfies Partial<QuantityLine>;

const kept: Part = {
  assumptions: spendAtCost,
  derived: [],
  quantities: [
    {
      ...line,
      item: 'Observability',
      price: { assumption: SPEND_AT_COST },
      quantity: `${keptRate} * ${SPEND}`,
      explanation: 'Metrics, logs and traces, as a share of what the cloud and vendors are paid:',
    },
  ],
};

const replaced: Part = together([
  {
    assumptions: assumed({ [replacedRate]: [0.05, 'USD per USD', 0, 0.15, `as usual today; ${GUESS}`] }),
    derived: [],
    quantities: [
      {
        ...line,
        item: 'Observability, replaced',
        price: { assumption: replacedRate },
        quantity: SPEND,
        explanation: 'Metrics, logs and traces by what replaces today’s, on what the cloud and vendors are paid:',
      },
    ],
  },
  hoursOnce(
    { item: 'Replacing: observability', quantity: hours, explanation: 'Hours to replace dashboards and alerts:' },
    assumed({ [hours]: [40, 'engineer-hour', 8, 120, GUESS] }),
  ),
]);

const PARTS: Readonly<Record<Decision, Part>> = { keep: kept, replace: replaced, drop: NOTHING };

/** Follows what is spent, so it is the same for every platform as a share and not as an amount. */
export const observabilityPart = (decision: Decision): Part => PARTS[decision];
