import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { calibratedFigures } from '../../../../src/cost-model/billing/calibrate/calibrated-figures.ts';
import { everyPlatform } from '../../every-platform.ts';

it('docs/reconciliation.md names the figures that are calibrated, and the values that they can have', () => {
  const page = readFileSync(new URL('../../../../docs/reconciliation.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, name, values]) => [name, values]);
  const known = calibratedFigures(everyPlatform(), 'apache-kafka-tiered/s3-tier').map(
    ({ name, possible: [from, to] }) => [
      name.split('/').at(-1),
      name.endsWith('sPerGib') ? 'above 0' : `${from} to ${to}`,
    ],
  );
  expect(known).toHaveLength(6);
  expect(rows).toEqual(known);
});
