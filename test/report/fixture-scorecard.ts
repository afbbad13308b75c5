import type { Finding, GateName, GateVerdict, Scorecard } from '../../src/scorecard/types.ts';

const RUN = 'npx workbench run scenarios/demo.yaml --target targets/your-cluster.yaml';
const TARGETS = ['local-kafka', 'local-tiered'];

/** One criterion for each target: unproven on a stand-in, whatever was seen. */
const criterion = (id: string, words: string, seen: string, next: string, command: string | null): readonly Finding[] =>
  TARGETS.map((target) => ({
    id,
    criterion: words,
    target,
    verdict: 'unproven',
    statement: `${seen} It does not count: ${target} is a stand-in.`,
    evidence: ['summary.json#targets'],
    next: { evidence: next, command },
  }));

const gate = (
  name: GateName,
  title: string,
  owner: string,
  question: string,
  findings: readonly Finding[],
  verdict: GateVerdict = 'unproven',
) => ({ gate: name, title, owner, question, verdict, findings });

export const fixtureScorecard: Scorecard = {
  schemaVersion: 1,
  gates: [
    gate('compatibility', 'Compatibility', 'Platform lead', 'Do our clients work on it without change?', [
      ...criterion(
        'clients',
        'The clients of the plan produce and read without errors.',
        'No client error was recorded.',
        'A run against your own cluster with your client settings.',
        RUN,
      ),
      ...criterion(
        'features',
        'Transactions and compaction behave as Kafka does.',
        'Neither was used in this run.',
        'A scenario that uses both features.',
        null,
      ),
    ]),
    gate('migration', 'Migration', 'Programme manager', 'Can we move, and move back?', [
      ...criterion(
        'move',
        'A topic moved with its offsets and back again.',
        'Nothing was moved in this run.',
        'A rehearsed move of one topic, both ways.',
        null,
      ),
    ]),
    gate('cost-model', 'Cost model', 'Finance partner', 'Do we know what it will cost?', [
      ...criterion(
        'priced',
        'Every item of the monthly cost has a sourced price.',
        'Every item has a list price with its date.',
        'A month of your own bill, held against the model.',
        null,
      ),
      ...criterion(
        'measured',
        'What prices the workload was measured on that platform.',
        'The default sizing prices it.',
        'A run at half of the production rate per broker.',
        RUN,
      ),
    ]),
    gate('data-control', 'Data control', 'Security officer', 'Does our data stay where it must?', [
      ...criterion(
        'where',
        'Where data lies and who can read it is known.',
        'All data stayed on this machine.',
        'A written account of data flows, signed by security.',
        null,
      ),
    ]),
    gate('reliability', 'Reliability', 'Head of operations', 'Does it keep what it acknowledged?', [
      ...criterion(
        'loss',
        'Every acknowledged record was read back.',
        'All 348 000 acknowledged records were read back.',
        'The same account on your own cluster.',
        RUN,
      ),
      ...criterion(
        'faults',
        'It recovers from the loss of a broker and of a zone.',
        'No fault was injected.',
        'A run with faults on a cluster of three zones.',
        null,
      ),
    ]),
    gate('operations', 'Operations', 'On-call lead', 'Can our team run it?', [
      ...criterion(
        'catch-up',
        'A late reader catches up without hurting the others.',
        'Producers slowed by 1.4× while a reader caught up.',
        'A catch-up larger than the brokers’ memory.',
        RUN,
      ),
    ]),
  ],
};
