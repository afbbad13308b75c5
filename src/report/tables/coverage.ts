import { coverageLines } from '../../judge/coverage/words.ts';
import { significant } from '../../judge/format.ts';
import type { Coverage } from '../../judge/types/coverage.ts';
import { left, plainRows, right, type Table, text } from '../table.ts';

/** Which part of the captured production the plan exercises, figure by figure; null where nothing was captured. */
export function coverageTable(coverage: Coverage | undefined): Table | null {
  if (coverage === undefined) return null;
  return {
    id: 'coverage',
    title: 'Coverage of the production that was captured',
    columns: [left('What'), right('Production'), right('This run'), right('Exercised'), left('Not exercised')],
    groups: plainRows(
      coverageLines(coverage).map(({ of, production, plan, share, untested }) => ({
        title: of,
        unit: null,
        cells: [
          text(production),
          text(plan),
          { kind: 'figure', value: share, text: `${significant(Math.floor(share * 1_000) / 10)}%`, unit: 'fraction' },
          text(untested ?? 'nothing'),
        ],
      })),
    ),
    notes: [
      `From ${coverage.capture.file}, which the scenario names. A rate counts as exercised from 5% above the highest measured one down: less is no burst.`,
    ],
  };
}
