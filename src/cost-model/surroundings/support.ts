import type { SupportModel } from '../../scenarios/production.ts';
import type { PaidTo } from '../types/figures.ts';
import type { Category, CostVariant } from '../types/shape.ts';
import { type Assumption, assumed, GUESS } from './assumed.ts';
import { NOTHING, type Part, together } from './part.ts';

type PaidPlan = Exclude<SupportModel, 'none'>;

const VENDOR_SHARE: Readonly<Record<PaidPlan, Assumption>> = {
  business: [0.1, 'USD per USD', 0.05, 0.2, GUESS],
  enterprise: [0.2, 'USD per USD', 0.1, 0.3, GUESS],
};

const ofCloud = (plan: PaidPlan): Part => ({
  assumptions: {},
  derived: [],
  quantities: [
    {
      category: 'support',
      period: 'month',
      paidTo: 'cloud',
      item: `Support by the cloud (${plan})`,
      price: { book: `aws.support.${plan}` },
      unit: 'USD',
      quantity: 'amounts(cloud)',
      explanation: 'A share of what the cloud is paid:',
    },
  ],
});

const ofVendor = (plan: PaidPlan): Part => ({
  assumptions: assumed({ vendorSupportShare: VENDOR_SHARE[plan] }),
  derived: [],
  quantities: [
    {
      category: 'support',
      period: 'month',
      paidTo: 'vendor',
      item: `Support by the vendor (${plan})`,
      price: { assumption: 'vendorSupportShare' },
      unit: 'USD',
      quantity: 'amounts(vendor)',
      explanation: 'A share of what vendors are paid:',
    },
  ],
});

/** What surrounds the brokers is not the platform. */
export const SURROUNDING: readonly Category[] = ['ecosystem', 'support', 'migration'];

/** Of whom the platform itself is paid for every month; software without a vendor has nobody to call. */
export function supportPart(plan: SupportModel, quantities: CostVariant['quantities']): Part {
  if (plan === 'none') return NOTHING;
  const pays = (payee: PaidTo): boolean =>
    quantities.some(
      ({ category, period, paidTo }) => period === 'month' && paidTo === payee && !SURROUNDING.includes(category),
    );
  return together([pays('cloud') ? ofCloud(plan) : NOTHING, pays('vendor') ? ofVendor(plan) : NOTHING]);
}
