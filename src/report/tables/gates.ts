import type { GateName, Scorecard } from '../../scorecard/types.ts';
import { type Cell, left, list, plainRows, type Table, text } from '../table.ts';
import { VERDICT_TONES } from '../words.ts';

type Gate = Scorecard['gates'][number];

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];

/** The evidence to get next, each piece once although several targets and criteria ask for it. */
function nextSteps(gate: Gate): Cell {
  const steps = unique(
    gate.findings.flatMap((finding) => (finding.next === null ? [] : [finding.next.evidence.replace(/\.$/, '')])),
  );
  return steps.length === 0 ? text('nothing is open') : list(steps);
}

/** The six gates on one page. */
export function gateTable(scorecard: Scorecard): Table {
  return {
    id: 'gate-verdicts',
    title: 'Where each gate stands',
    columns: [left('Gate'), left('Question'), left('Owner'), left('Verdict'), left('Evidence to get next')],
    groups: plainRows(
      scorecard.gates.map((gate) => ({
        title: gate.title,
        unit: null,
        cells: [
          text(gate.question),
          text(gate.owner),
          text(gate.verdict, VERDICT_TONES[gate.verdict]),
          nextSteps(gate),
        ],
      })),
    ),
    notes: ['A gate is proven when all its criteria are, failed when one is, and otherwise unproven.'],
  };
}

const findingsId = (gate: GateName): string => `findings-${gate}`;

/** Each criterion of one gate: what was seen, where it stands, and what would settle it. */
export function findingTable(gate: Gate): Table {
  return {
    id: findingsId(gate.gate),
    title: gate.title,
    columns: [
      left('Criterion'),
      left('Target'),
      left('Verdict'),
      left('What was seen'),
      left('Evidence'),
      left('Next'),
      left('Command'),
    ],
    groups: plainRows(
      gate.findings.map((finding) => ({
        title: finding.criterion,
        unit: null,
        cells: [
          text(finding.target),
          text(finding.verdict, VERDICT_TONES[finding.verdict]),
          text(finding.statement),
          text(finding.evidence.join(', ')),
          text(finding.next?.evidence ?? ''),
          finding.next?.command == null ? text('') : { kind: 'command', text: finding.next.command },
        ],
      })),
    ),
    notes: [],
  };
}
