import type { Provenance } from '../cost-model/types/figures.ts';
import type { Category } from '../cost-model/types/shape.ts';
import type { CatchUpSource } from '../evidence/types/events.ts';
import type { Verdict } from '../judge/types/summary.ts';
import type { GateVerdict } from '../scorecard/types.ts';
import type { Tone } from './table.ts';

/** Cost categories in the order of every table and bar, in words that a finance team uses. */
export const CATEGORY_TITLES: Readonly<Record<Category, string>> = {
  compute: 'Compute',
  'broker-storage': 'Disks',
  'wal-storage': 'Write-ahead storage',
  'object-capacity': 'Object storage',
  'object-requests': 'Object requests',
  network: 'Network',
  vendor: 'Vendor fees',
  support: 'Support',
  ecosystem: 'Tools around it',
  labor: 'People',
  migration: 'Migration',
};

export const CATEGORIES = Object.keys(CATEGORY_TITLES) as readonly Category[];

export const PROVENANCE_TITLES: Readonly<Record<Provenance, string>> = {
  measured: 'measured',
  modelled: 'modelled',
  billed: 'billed',
  'list-price': 'list price',
  'vendor-claim': 'vendor claim',
  assumed: 'assumed',
};

export const SOURCE_TITLES: Readonly<Record<CatchUpSource['source'], string>> = {
  'page-cache': 'the page cache',
  disk: 'disk',
  remote: 'the remote tier',
  unknown: 'an unknown source',
};

export const VERDICT_TITLES: Readonly<Record<Verdict, string>> = {
  pass: 'Passed',
  fail: 'Failed',
  unproven: 'Unproven',
  invalid: 'Invalid',
  incomplete: 'Incomplete',
};

export const VERDICT_TONES: Readonly<Record<Verdict | GateVerdict, Tone>> = {
  pass: 'good',
  proven: 'good',
  fail: 'bad',
  failed: 'bad',
  invalid: 'bad',
  incomplete: 'bad',
  unproven: 'open',
};

export const DEMO_BANNER =
  'This is the demo: it proves the tool, not these platforms. Both sides are small stand-ins on one machine: what was measured here supports no saving, and what the cost section says is a model.';
