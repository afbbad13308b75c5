import { Decimal } from 'decimal.js';

/** "Each request will incur a cost of $0.01": aws.amazon.com/aws-cost-management/aws-cost-explorer/pricing, 2026. Each page is a request. */
const USD_A_REQUEST = '0.01';

export const priceOfRequests = (count: number): string => new Decimal(USD_A_REQUEST).times(count).toFixed(2);
