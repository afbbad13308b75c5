import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PACKAGE_ROOT } from '../../../../package.ts';
import type { PromQueries } from './query-schema.ts';
import { readQueries } from './read-queries.ts';

/** The folder beside src/ in a clone and beside dist/ in a package; one file for each kind of platform. */
const SHIPPED = join(PACKAGE_ROOT, 'billing-mappings', 'prometheus');

/** Platforms whose metrics are known. */
export const platformsWithQueries = (): readonly string[] =>
  readdirSync(SHIPPED)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'))
    .toSorted();

/** What is asked of a platform's brokers; null where nothing is known of their metrics. */
export function queriesFor(platform: string): PromQueries | null {
  const file = join(SHIPPED, `${basename(platform)}.yaml`);
  return existsSync(file)
    ? readQueries(readFileSync(file, 'utf8'), `billing-mappings/prometheus/${basename(platform)}.yaml`)
    : null;
}
