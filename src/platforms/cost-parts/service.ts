import { type Assumptions, assumed, defined } from './assumed.ts';

/** A service counts what its clients move and what it keeps, in gigabytes of 10^9 bytes or of 2^30. */
export const decimalGigabytes = defined({ gbPerGib: [1.073741824, 'GB/GiB'] });
export const decimalMegabytes = defined({ mbPerMib: [1.048576, 'MB/MiB'] });

export const oneCluster = defined({ clusters: [1, 'cluster'] });
export const partitionsAsSuch = defined({ partitionsCounted: [1, 'partition'] });

/** Whether what lies there is charged once or for every copy. */
export const billedCopies = (basis: string, high: number | null = null): Assumptions =>
  assumed({ billedCopies: [1, 'count', high === null ? null : 1, high, basis] });

export const COPIES_NOT_SAID = 'taken to be charged once, whatever the copies: the price page was not seen to say so';
