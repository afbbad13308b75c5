import { assumed } from './assumed.ts';

/** The price of a quantity that is money already. */
export const SPEND_AT_COST = 'spendAtCost';

export const spendAtCost = assumed({
  [SPEND_AT_COST]: [1, 'USD per USD', null, null, 'by definition: a share of what is spent is counted in money'],
});

/** What the cloud and vendors are paid a month for everything that does not follow from spending itself. */
export const SPEND = '(amounts(cloud) + amounts(vendor))';
