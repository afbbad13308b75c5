import { stringify } from 'yaml';
import type { PricedWorkload } from '../../pricing/price-workload.ts';
import type { PlatformId } from '../../types/result.ts';
import type { Proposal } from '../types/calibration.ts';
import { wordFor, workloadInWords } from './workload-in-words.ts';

export interface CalibratedSheet {
  /** Those that somebody accepts. */
  readonly proposals: readonly Proposal[];
  readonly platform: PlatformId;
  readonly cost: Pick<PricedWorkload, 'workload'>;
  /** What the report calls the sheet. */
  readonly name: string;
  /** `2026-11-21` */
  readonly date: string;
  /** Of what the proposals are: `bill of 2026-11-01 to 2026-12-01`. */
  readonly source: string;
}

interface Row {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  readonly source: string;
}

/**
 * An assumptions sheet with the accepted proposals, as YAML that `workbench cost --assumptions` reads. Where one is
 * about the workload, the whole workload stands in it: a sheet's comes before a scenario's.
 */
export function sheetText({ proposals, platform, cost, name, date, source }: CalibratedSheet): string {
  const ofWorkload = proposals.flatMap((proposal) => {
    const said = wordFor(proposal.figure);
    return said === null ? [] : [[said.word, rowOf(proposal, source, said.written)] as const];
  });
  const assumptions = proposals
    .filter(({ figure }) => wordFor(figure) === null)
    .map((proposal) => [sharedName(proposal.figure), rowOf(proposal, source)] as const);
  return stringify(
    {
      name,
      date,
      ...(ofWorkload.length === 0
        ? {}
        : {
            workload: { ...workloadInWords(cost.workload), ...Object.fromEntries(ofWorkload) },
            support: cost.workload.support,
          }),
      ...(assumptions.length === 0 ? {} : { assumptions: Object.fromEntries(assumptions) }),
      baseline: sharedName(platform),
    },
    { lineWidth: 0 },
  );
}

const rowOf = ({ proposed, low, high, from }: Proposal, source: string, written = (value: number) => value): Row => ({
  value: written(proposed),
  ...(low === null || high === null ? {} : { low: written(low), high: written(high) }),
  source: `${source}: ${from}`,
});

/** Of a variant that is a target's own (`<variant>@<target>`) the one that every pricing has. */
const sharedName = (name: string): string => name.replace(/@[^/]*/, '');
