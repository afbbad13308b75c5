import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { billOf } from '../src/cost-model/billing/bill/bill-of.ts';
import { withEngine } from '../src/cost-model/billing/exports/engine.ts';
import { findFiles } from '../src/cost-model/billing/exports/files/find-files.ts';
import { fingerprints } from '../src/cost-model/billing/exports/files/fingerprint.ts';
import { readExports } from '../src/cost-model/billing/exports/read-exports.ts';
import { aggregationSql, linesSql } from '../src/cost-model/billing/exports/sql/aggregation.ts';
import { DIALECTS } from '../src/cost-model/billing/exports/sql/dialects.ts';
import { tablesOf } from '../src/cost-model/billing/exports/tables.ts';
import { shippedBillRules } from '../src/cost-model/billing/rules/shipped-rules.ts';
import type { BillingScope } from '../src/cost-model/billing/types/source.ts';
import { type Generated, writeParts } from './billing/generated-export.ts';
import { placesOf } from './billing/places.ts';
import type { BenchOptions } from './index.ts';
import { type BenchResult, median, significant } from './result.ts';
import { takeTurns } from './turns.ts';

/** Times as long as the same group-by without rules. */
const RATIO_GOAL = 1.2;
const PEAK_GOAL_MIB = 1000;

/** An export of a month comes in several files, which must be told from two exports of it. */
const PARTS = 4;

const SCOPE: BillingScope = { target: 'bench', accounts: [], tags: {}, region: null, resources: {} };

/** Lines of a bill read, classified and summed, beside the group-by that it cannot do without, A B B A. */
export async function benchBilling({ records: lines, rounds, onProgress }: BenchOptions): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-billing-'));
  try {
    const generated = await writeParts(folder, lines, PARTS);
    onProgress(`${lines} lines written in ${PARTS} files`);
    const sql = await groupBySql(folder);
    const groupBy = (): Promise<unknown> => withEngine((ask) => ask(sql));
    const turns = await takeTurns(rounds, async (side) => {
      const seconds = await timed(() => (side === 'ours' ? withRules(folder, generated) : groupBy()));
      onProgress(`${side === 'ours' ? 'with rules' : 'group-by'}: ${seconds} s`);
      return { side, seconds };
    });
    return resultOf(turns, Math.round(process.resourceUsage().maxRSS / 1024));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function withRules(folder: string, { totals }: Generated): Promise<void> {
  const sources = await readExports([folder], { scope: SCOPE, from: '/' });
  const bill = billOf({ sources, rules: shippedBillRules(), scope: SCOPE });
  if (!isDeepStrictEqual(new Map([...placesOf(bill)].toSorted()), new Map([...totals].toSorted()))) {
    throw new Error('the bill is not what was generated');
  }
}

/** The query that reading comes down to; what the files are, and that they do not overlap, was found out before. */
async function groupBySql(folder: string): Promise<string> {
  const files = await fingerprints(findFiles([folder], '/'));
  const tables = await withEngine((ask) => tablesOf(files, ask));
  const asked = { scope: SCOPE, hourly: false };
  return aggregationSql(tables.map((of) => linesSql(of.format, of.columns, of.relation, asked, DIALECTS.duckdb)));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return significant((performance.now() - began) / 1e3);
}

function resultOf(
  turns: readonly { readonly side: 'ours' | 'theirs'; readonly seconds: number }[],
  peakMiB: number,
): BenchResult {
  const of = (side: string): readonly number[] =>
    turns.filter((turn) => turn.side === side).map(({ seconds }) => seconds);
  const [ours, theirs] = [of('ours'), of('theirs')];
  const ratio = significant(median(ours) / median(theirs));
  return {
    bench: 'billing',
    ratio,
    goal: RATIO_GOAL,
    unit: 'seconds, with rules ÷ group-by alone; at most the goal: lower is better',
    missed: [
      ...(ratio <= RATIO_GOAL ? [] : [`${ratio} times the seconds of the group-by, at most ${RATIO_GOAL}`]),
      ...(peakMiB < PEAK_GOAL_MIB ? [] : [`${peakMiB} MiB at the peak, less than ${PEAK_GOAL_MIB}`]),
    ],
    rows: [
      { name: 'with rules', seconds: median(ours), peakMiB, turns: ours },
      { name: 'group-by', seconds: median(theirs), turns: theirs },
    ],
  };
}
