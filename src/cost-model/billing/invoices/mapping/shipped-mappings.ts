import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { inputError } from '../../../../errors.ts';
import { PACKAGE_ROOT } from '../../../../package.ts';
import type { InvoiceMapping } from './mapping-schema.ts';
import { readMapping } from './read-mapping.ts';

/** The folder beside src/ in a clone and beside dist/ in a package. */
const SHIPPED = join(PACKAGE_ROOT, 'billing-mappings');

/** Names by which the shipped mappings are asked for. */
export const shippedMappings = (): readonly string[] =>
  readdirSync(SHIPPED)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'))
    .toSorted();

/**
 * A shipped mapping by its name, or one of your own by its path.
 * @throws WorkbenchError where there is none, or with every mistake in it.
 */
export function invoiceMapping(nameOrFile: string, cwd: string): InvoiceMapping {
  const names = shippedMappings();
  if (names.includes(nameOrFile)) {
    const file = `${nameOrFile}.yaml`;
    return readMapping(readFileSync(join(SHIPPED, file), 'utf8'), `billing-mappings/${file}`);
  }
  return readMapping(ownText(resolve(cwd, nameOrFile), nameOrFile, names), nameOrFile);
}

function ownText(path: string, given: string, names: readonly string[]): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw inputError('billing-mapping', [
      {
        what: `there is no mapping ${given}: ${(error as NodeJS.ErrnoException).code ?? 'unknown cause'}`,
        todo: `Give one of ${names.join(', ')}, or the path of a YAML file such as those in billing-mappings/.`,
      },
    ]);
  }
}
