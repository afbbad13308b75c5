import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scenarioJsonSchema, targetJsonSchema } from '../src/scenarios/json-schema.ts';
import { withReference } from '../src/scenarios/reference.ts';

/** Writes what follows from the schemas of scenario and target: editors' schemas and the reference pages. */
const root = join(import.meta.dirname, '..');
const guide = join(root, 'docs/scenarios.md');

const asFile = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

writeFileSync(join(root, 'scenarios/scenario.schema.json'), asFile(scenarioJsonSchema()));
writeFileSync(join(root, 'targets/target.schema.json'), asFile(targetJsonSchema()));
writeFileSync(guide, withReference(readFileSync(guide, 'utf8')));
