import { sectionsNotCompared } from '../../inventory/diff/compare/comparison.ts';
import type { InventoryDiff, NotCompared } from '../../inventory/diff/types.ts';

type Parts = Pick<InventoryDiff, 'notCompared'>;

/**
 * What could not be compared, in sentences: sections that one cause kept back together, and once for both sides what
 * neither has a service for.
 */
export function notComparedWords({ notCompared }: Parts): readonly string[] {
  const isAskedOfNeither = ({ reason, section, side }: NotCompared): boolean =>
    reason === 'not-asked' &&
    notCompared.some((other) => other.reason === reason && other.side !== side && other.section === section);
  const [neither, asked] = [
    notCompared.filter(isAskedOfNeither),
    notCompared.filter((part) => !isAskedOfNeither(part)),
  ];
  const causes = Map.groupBy(asked, (part) =>
    JSON.stringify(part.section === null ? [part.says] : [part.side, part.reason, part.why, part.todo]),
  );
  return [
    ...[...causes.values()].flatMap((all) => all.slice(0, 1).map((first) => causeWords(first, all))),
    ...neither
      .filter(({ side }) => side === 'a')
      .map(({ section }) => `not compared: ${section}, for which neither side names a service`),
  ];
}

function causeWords(first: NotCompared, all: readonly NotCompared[]): string {
  const sections = all.flatMap(({ section }) => (section === null ? [] : [section]));
  const says = sections.length > 1 ? sectionsNotCompared(sections, first.side, first) : first.says;
  return `${says} → ${first.todo}`;
}

/** Parts that were asked for and not obtained: a service that nobody named, or an API that is not there, is none. */
export const partsNotObtained = ({ notCompared }: Parts): readonly NotCompared[] =>
  notCompared.filter(({ reason }) => reason !== 'not-asked' && reason !== 'not-supported');
