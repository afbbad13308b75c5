import type { GateName } from './types.ts';

/** A criterion that the workbench can look at by itself; the others wait for evidence from elsewhere. */
export type EvaluatorName =
  | 'workload-unchanged'
  | 'configs-honoured'
  | 'every-line-priced'
  | 'quantities-measured'
  | 'encrypted-and-authenticated'
  | 'nothing-lost'
  | 'order-kept'
  | 'service-levels-met'
  | 'catches-up-cold';

export interface Criterion {
  readonly id: string;
  /** What would have to be true, in words that a CTO uses. */
  readonly criterion: string;
  /** null: nothing in a run can show it yet; `otherwise` says why. */
  readonly evaluator: EvaluatorName | null;
  /** What is said where there is no evaluator. */
  readonly otherwise: string;
  readonly next: { readonly evidence: string; readonly command: NextCommand | null };
}

/** `run`: this scenario on a cluster of the reader's own. `cost`: the model alone. */
export type NextCommand = 'run' | 'cost';

export interface GateDescription {
  readonly gate: GateName;
  readonly title: string;
  /** Who usually signs it. */
  readonly owner: string;
  readonly question: string;
  readonly criteria: readonly Criterion[];
}

const OWN_CLUSTER = 'The same scenario on a cluster like the one that production would use.';

export const SCORECARD: readonly GateDescription[] = [
  {
    gate: 'compatibility',
    title: 'Compatibility',
    owner: 'Head of platform engineering',
    question: 'Do our applications work on it unchanged?',
    criteria: [
      {
        id: 'compatibility.workload',
        criterion: 'The clients of the workload can write and read without a change.',
        evaluator: 'workload-unchanged',
        otherwise: '',
        next: { evidence: OWN_CLUSTER, command: 'run' },
      },
      {
        id: 'compatibility.configs',
        criterion: 'The topic settings that the workload asks for are the ones that are in force.',
        evaluator: 'configs-honoured',
        otherwise: '',
        next: { evidence: OWN_CLUSTER, command: 'run' },
      },
      {
        id: 'compatibility.clients',
        criterion: 'Every client library and version that production uses has been tried.',
        evaluator: null,
        otherwise: 'Only the driver of this run was tried; other client libraries were not.',
        next: { evidence: 'A list of the clients in production, each tried against the platform.', command: null },
      },
    ],
  },
  {
    gate: 'migration',
    title: 'Migration',
    owner: 'Program lead of the migration',
    question: 'Can we move there, and back, without losing data or time that we do not have?',
    criteria: [
      {
        id: 'migration.copied',
        criterion: 'Existing data and consumer positions were copied, and the copy was checked.',
        evaluator: null,
        otherwise: 'No migration was rehearsed in this run.',
        next: { evidence: 'A rehearsal on one real topic, with counts on both sides.', command: null },
      },
      {
        id: 'migration.back',
        criterion: 'The way back was tried after new data had been written.',
        evaluator: null,
        otherwise: 'No return was rehearsed in this run.',
        next: { evidence: 'A rehearsal of the return, with the time that it took.', command: null },
      },
    ],
  },
  {
    gate: 'cost-model',
    title: 'Cost model',
    owner: 'Finance',
    question: 'Do we know what it will cost, and what that rests on?',
    criteria: [
      {
        id: 'cost-model.priced',
        criterion: 'Every line of the monthly cost has a price with a source and a date.',
        evaluator: 'every-line-priced',
        otherwise: '',
        next: { evidence: 'The missing prices, from a quote or a price list.', command: 'cost' },
      },
      {
        id: 'cost-model.measured',
        criterion: 'The quantities rest on measurements that may be carried over to production.',
        evaluator: 'quantities-measured',
        otherwise: '',
        next: { evidence: OWN_CLUSTER, command: 'run' },
      },
      {
        id: 'cost-model.billed',
        criterion: 'The model was held against a real bill and explains it.',
        evaluator: null,
        otherwise: 'No bill was compared with the model.',
        next: { evidence: 'A month of billing data for a cluster that runs today.', command: null },
      },
    ],
  },
  {
    gate: 'data-control',
    title: 'Data control',
    owner: 'Chief information security officer',
    question: 'Do our data and keys stay where they must, and who can reach them?',
    criteria: [
      {
        id: 'data-control.transport',
        criterion: 'Connections are encrypted, and clients prove who they are.',
        evaluator: 'encrypted-and-authenticated',
        otherwise: '',
        next: { evidence: 'A run over TLS and SASL on a cluster like the one for production.', command: 'run' },
      },
      {
        id: 'data-control.location',
        criterion: 'It is known where data, metadata and keys are kept, and who can reach them.',
        evaluator: null,
        otherwise: 'Where data and keys are kept cannot be seen from a client.',
        next: { evidence: 'The data-flow diagram and the access review, signed.', command: null },
      },
    ],
  },
  {
    gate: 'reliability',
    title: 'Reliability',
    owner: 'Head of site reliability',
    question: 'Is anything lost, and what happens when parts fail?',
    criteria: [
      {
        id: 'reliability.lost',
        criterion: 'Every record that was acknowledged can be read, and unharmed.',
        evaluator: 'nothing-lost',
        otherwise: '',
        next: { evidence: OWN_CLUSTER, command: 'run' },
      },
      {
        id: 'reliability.order',
        criterion: 'Records arrive in the order in which they were sent.',
        evaluator: 'order-kept',
        otherwise: '',
        next: { evidence: OWN_CLUSTER, command: 'run' },
      },
      {
        id: 'reliability.faults',
        criterion: 'The loss of a node and of a zone was tried, and the time to recover is known.',
        evaluator: null,
        otherwise: 'No fault was injected in this run.',
        next: { evidence: 'A run in which a node and a zone are lost under load.', command: null },
      },
    ],
  },
  {
    gate: 'operations',
    title: 'Operations',
    owner: 'Head of operations',
    question: 'Can our team run it at the load that we expect?',
    criteria: [
      {
        id: 'operations.service-levels',
        criterion: 'The service levels that were declared before the run were met.',
        evaluator: 'service-levels-met',
        otherwise: '',
        next: { evidence: 'Thresholds in the scenario, and a run on a cluster like production.', command: 'run' },
      },
      {
        id: 'operations.catch-up',
        criterion: 'Readers that fell behind catch up from cold data while producers go on undisturbed.',
        evaluator: 'catches-up-cold',
        otherwise: '',
        next: { evidence: 'A catch-up larger than the cache of a cluster like production.', command: 'run' },
      },
      {
        id: 'operations.day-two',
        criterion: 'An upgrade, a scale-out and an alert were each practised by the team.',
        evaluator: null,
        otherwise: 'No operation was practised in this run.',
        next: { evidence: 'Notes of each practice, with the time that it took.', command: null },
      },
    ],
  },
];

/** Producers count as undisturbed by a catch-up while their p99 stays below this multiple of their own baseline. */
export const UNDISTURBED_RATIO = 2;
