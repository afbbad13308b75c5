import type { CostResult } from '../cost-model/types/result.ts';
import type { RunEvidence } from '../evidence/types/run-evidence.ts';
import { eventsOf, passesOf } from '../judge/repetition-evidence.ts';
import type { Summary } from '../judge/types/summary.ts';
import { type Criterion, type NextCommand, SCORECARD } from './criteria.ts';
import { EVALUATORS, type Observation, type Subject } from './evaluators.ts';
import type { Finding, GateVerdict, Scorecard } from './types.ts';

function commandOf(command: NextCommand | null, { run, target }: Subject): string | null {
  switch (command) {
    case 'run':
      return `npx workbench run ${run.scenario.file} --target <your target>.yaml`;
    case 'cost':
      return `npx workbench cost ${run.scenario.file} --platform ${target.platform}`;
    case null:
      return null;
  }
}

/** Why something good that was seen on this target does not count, or null where it does. */
function discount({ target, summary }: Subject): string | null {
  if (target.standIn) return 'This does not count as proof: the target is a stand-in on this machine.';
  if (summary.verdict === 'incomplete') return 'This does not count as proof: the run is incomplete.';
  if (!target.valid) return 'This does not count as proof: the measuring was not valid.';
  return null;
}

/** Only a representative, validly measured target proves or fails; a true counter-example fails anywhere. */
function weigh(seen: Observation, subject: Subject): Pick<Finding, 'verdict' | 'statement'> {
  const reason = discount(subject);
  const failsAnyway = seen.verdict === 'failed' && seen.failsAnywhere === true;
  if (seen.verdict === 'unproven' || reason === null || failsAnyway) return seen;
  return { verdict: 'unproven', statement: `${seen.statement} ${reason}` };
}

function observe({ evaluator, otherwise }: Criterion, subject: Subject): Observation {
  if (evaluator === null) return { verdict: 'unproven', statement: otherwise, evidence: [] };
  return EVALUATORS[evaluator](subject);
}

function findingOf(criterion: Criterion, subject: Subject): Finding {
  const seen = observe(criterion, subject);
  const { verdict, statement } = weigh(seen, subject);
  const { evidence, command } = criterion.next;
  return {
    id: criterion.id,
    criterion: criterion.criterion,
    target: subject.target.name,
    verdict,
    statement,
    evidence: seen.evidence,
    next: verdict === 'unproven' ? { evidence, command: commandOf(command, subject) } : null,
  };
}

/** Failed when any finding failed; proven only when there are findings and all are; else unproven. */
export function gateVerdict(findings: readonly Pick<Finding, 'verdict'>[]): GateVerdict {
  if (findings.some(({ verdict }) => verdict === 'failed')) return 'failed';
  return findings.length > 0 && findings.every(({ verdict }) => verdict === 'proven') ? 'proven' : 'unproven';
}

/** The six gates for every target of a judged run. `cost` is null where nothing was priced. Pure. */
export function scoreRun(summary: Summary, cost: CostResult | null, evidence: RunEvidence): Scorecard {
  const subjects = summary.targets.flatMap((target, index): Subject[] => {
    const described = evidence.plan.targets.find(({ name }) => name === target.name);
    if (described === undefined) return [];
    const ready = passesOf(evidence, target.name).flatMap((pass) => eventsOf(pass, 'target-ready'))[0] ?? null;
    return [{ index, target, described, ready, run: evidence.plan, summary, cost }];
  });
  return {
    schemaVersion: 1,
    gates: SCORECARD.map(({ gate, title, owner, question, criteria }) => {
      const findings = criteria.flatMap((criterion) => subjects.map((subject) => findingOf(criterion, subject)));
      return { gate, title, owner, question, verdict: gateVerdict(findings), findings };
    }),
  };
}
