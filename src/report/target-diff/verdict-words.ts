import type { RuleVerdict } from '../../inventory/diff/thresholds/judge-diff.ts';
import { rate } from '../../judge/format.ts';

/** `no-refused-writes: failed, 2 found, at most 0`. */
export function verdictWords({ id, verdict, found, atMost, because }: RuleVerdict): string {
  const counted = `${rate(found)} found, at most ${rate(atMost)}`;
  if (verdict === 'undecided') return `${id}: cannot be decided (${counted}): ${because.join('; ')}`;
  return `${id}: ${verdict === 'fail' ? 'failed' : 'passed'}, ${counted}`;
}
