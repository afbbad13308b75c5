import { type Assumptions, assumed, defined } from './assumed.ts';

/** A service counts what its clients move and what it keeps, in gigabytes of 10^9 bytes or of 2^30. */
export const decimalGigabytes = defined({ gbPerGib: [1.073741824, 'GB/GiB'] });
export const decimalMegabytes = defined({ mbPerMib: [1.048576, 'MB/MiB'] });

export const oneCluster = defined({ clusters: [1, 'cluster'] });
export const partitionsAsSuch = defined({ partitionsCounted: [1, 'partition'] });

/** Whether what lies there is charged once or for every copy. */
const billedCopies = (value: number, range: readonly [number, number] | null, basis: string): Assumptions =>
  assumed({ billedCopies: [value, 'count', range?.[0] ?? null, range?.[1] ?? null, basis] });

/** Two is nobody's bill, but lies as far from the one as from the other. */
export const copiesNotSaid = billedCopies(
  2,
  [1, 3],
  'charged once or for each of three copies: no price page was seen to say which, so that the middle stands here',
);

export const chargedOnce = (basis: string): Assumptions => billedCopies(1, null, basis);
