import type { CostVariant, QuantityLine } from '../types/shape.ts';
import { assumed } from './assumed.ts';

/** For shapes that have no rate of their own. */
const engineer = assumed({
  engineerRate: [100, 'USD per engineer-hour', 60, 160, 'an engineer’s hour with overheads'],
});

/** Hours of the team that are worked once, for a move. */
export const hoursOnce = (
  line: Pick<QuantityLine, 'item' | 'quantity' | 'explanation'>,
  assumptions: CostVariant['assumptions'],
) => ({
  assumptions: { ...engineer, ...assumptions },
  derived: [],
  quantities: [
    {
      ...line,
      category: 'migration',
      period: 'once',
      paidTo: 'team',
      price: { assumption: 'engineerRate' },
      unit: 'engineer-hour',
    } as const,
  ],
});
