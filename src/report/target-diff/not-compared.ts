import { nounOf } from '../../inventory/diff/compare/hidden.ts';
import type { InventoryDiff, NotCompared } from '../../inventory/diff/types.ts';

/** What could not be compared, in sentences; a service that neither target names is said once for both. */
export function notComparedWords({ notCompared }: Pick<InventoryDiff, 'notCompared'>): readonly string[] {
  const isAskedOfNeither = ({ reason, kinds, side }: NotCompared): boolean =>
    reason === 'not-asked' &&
    notCompared.some((other) => other.reason === reason && other.side !== side && other.kinds.join() === kinds.join());
  return [
    ...notCompared.filter((part) => !isAskedOfNeither(part)).map(({ says, todo }) => `${says} → ${todo}`),
    ...notCompared
      .filter((part) => part.side === 'a' && isAskedOfNeither(part))
      .map(
        ({ kinds }) =>
          `not compared: ${kinds.map((kind) => nounOf(kind, 2)).join(', ')}, for which neither side names a service`,
      ),
  ];
}

/** Parts that were asked for and not obtained: a service that nobody named, or an API that is not there, is none. */
export const partsNotObtained = ({ notCompared }: Pick<InventoryDiff, 'notCompared'>): readonly NotCompared[] =>
  notCompared.filter(({ reason }) => reason !== 'not-asked' && reason !== 'not-supported');
