import type { Clock } from '../../../http/clock.ts';
import type { Asker } from '../aws/asker.ts';

export interface FetchSettings {
  /** Where answers are kept, those of each asker by themselves. */
  readonly cacheFolder: string;
  readonly asker: Asker;
  /** Instead of AWS's own; the SDK's AWS_ENDPOINT_URL works as well. */
  readonly endpoint?: string | null;
  readonly clock?: Clock;
  /** After so many requests a fetch stops, and can go on later; 100 where nothing is said, which is one dollar. */
  readonly mostRequests?: number;
}

export const MOST_REQUESTS = 100;
