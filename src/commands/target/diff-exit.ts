import { EXIT, type ExitStatus } from '../../errors.ts';
import type { RuleVerdict } from '../../inventory/diff/thresholds/judge-diff.ts';
import type { InventoryDiff } from '../../inventory/diff/types.ts';
import { partsNotObtained } from '../../report/target-diff/not-compared.ts';

/** 1 where a rule is broken or cannot be decided; else 4 where something that was asked for was not obtained. */
export function diffExitStatus(diff: InventoryDiff, verdicts: readonly RuleVerdict[]): ExitStatus {
  if (verdicts.some(({ verdict }) => verdict !== 'pass')) return EXIT.failed;
  return partsNotObtained(diff).length > 0 ? EXIT.platform : EXIT.pass;
}
