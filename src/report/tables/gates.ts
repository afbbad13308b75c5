import type { Finding, GateName, Scorecard } from '../../scorecard/types.ts';
import { type Cell, left, list, plainRows, type Row, type Table, text } from '../table.ts';
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

/** Findings of several targets of which the same is to be said. */
const saidAlike = (findings: readonly Finding[]): readonly (readonly Finding[])[] => [
  ...Map.groupBy(findings, ({ verdict, statement, next }) => JSON.stringify([verdict, statement, next])).values(),
];

function findingRow(alike: readonly Finding[]): Row {
  const [finding] = alike;
  const verdict = finding?.verdict ?? 'unproven';
  const next = finding?.next ?? null;
  return {
    title: alike.map(({ target }) => target).join(', '),
    unit: null,
    cells: [
      text(verdict, VERDICT_TONES[verdict]),
      text(finding?.statement ?? ''),
      text(unique(alike.flatMap(({ evidence }) => evidence)).join(', ')),
      text(next?.evidence ?? ''),
      next === null || next.command === null ? text('') : { kind: 'command', text: next.command },
    ],
  };
}

/** Each criterion of one gate, target by target: what was seen, where it stands, and what would settle it. */
export function findingTable(gate: Gate): Table {
  return {
    id: findingsId(gate.gate),
    title: gate.title,
    columns: [left('Target'), left('Verdict'), left('What was seen'), left('Evidence'), left('Next'), left('Command')],
    groups: [...Map.groupBy(gate.findings, ({ criterion }) => criterion)].map(([criterion, findings]) => ({
      title: criterion,
      provenance: null,
      rows: saidAlike(findings).map(findingRow),
    })),
    notes: [],
  };
}
