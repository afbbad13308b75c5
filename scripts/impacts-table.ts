import { shippedImpacts } from '../src/inventory/diff/impacts/read-impacts.ts';
import { markdownTable, withGeneratedPart } from './generated-part.ts';

/** The page on diffs with what its differences do to an application, in their order. */
export function withImpacts(page: string): string {
  const { levels } = shippedImpacts();
  const rows = levels.map(({ impact, title, reason }, at) => [`${at + 1}. \`${impact}\``, title, reason]);
  const table = markdownTable([['impact', 'what it means', 'why it stands there'], ...rows]);
  return withGeneratedPart(page, 'target-diff/impacts.yaml', table);
}
