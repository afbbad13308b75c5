import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { inputError } from '../../../errors.ts';
import { PACKAGE_ROOT } from '../../../package.ts';
import type { BillRule } from '../types/rule.ts';
import { readBillRules } from './bill-rules.ts';

/** The folder beside src/ in a clone and beside dist/ in a package. */
const SHIPPED = join(PACKAGE_ROOT, 'billing-rules');

/**
 * The rules of the given files, before those that are shipped: the first that matches holds, so that one of your own
 * decides.
 * @throws WorkbenchError where a file cannot be read, or with every mistake in it.
 */
export const billRulesWith = (files: readonly string[], cwd: string): readonly BillRule[] => [
  ...files.flatMap((file) => readBillRules(textOf(resolve(cwd, file), file), file)),
  ...shippedBillRules(),
];

export const shippedBillRules = (): readonly BillRule[] =>
  readdirSync(SHIPPED)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .flatMap((file) => readBillRules(readFileSync(join(SHIPPED, file), 'utf8'), `billing-rules/${file}`));

function textOf(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw inputError('billing-rules', [
      {
        what: `the rules in ${basename(file)} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown cause'}`,
        todo: 'Give the path of a YAML file such as those in billing-rules/.',
        at: { file },
      },
    ]);
  }
}
