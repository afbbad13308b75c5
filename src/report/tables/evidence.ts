import { significant } from '../../judge/format.ts';
import type { RepetitionSummary, Summary, TargetSummary } from '../../judge/types/summary.ts';
import { loneFigure } from '../figure.ts';
import { type Cell, left, missing, plainRows, type Row, right, type Table, text } from '../table.ts';

const NO_READING = 'no complete reading was made';

const repetitionTitle = (target: TargetSummary, repetition: RepetitionSummary): string =>
  `${target.name}, repetition ${repetition.index}`;

function perRepetition(summary: Summary, cells: (repetition: RepetitionSummary) => readonly Cell[]): readonly Row[] {
  return summary.targets.flatMap((target) =>
    target.repetitions.map((repetition) => ({
      title: repetitionTitle(target, repetition),
      unit: null,
      cells: cells(repetition),
    })),
  );
}

function standing(repetition: RepetitionSummary): Cell {
  if (!repetition.complete) return text('incomplete', 'bad');
  return repetition.valid ? text('valid', 'good') : text('invalid', 'bad');
}

/** Was the measuring sound? One row a repetition, with the reasons where it was not. */
export function validityTable(summary: Summary): Table {
  return {
    id: 'validity',
    title: 'Validity of each repetition',
    columns: [left('Repetition'), left('Standing'), left('Runs again'), left('Reasons')],
    groups: plainRows(
      perRepetition(summary, (repetition) => [
        standing(repetition),
        text(repetition.replaces === null ? '' : `repetition ${repetition.replaces}`),
        text(repetition.invalidReasons.length === 0 ? 'none' : repetition.invalidReasons.join('; ')),
      ]),
    ),
    notes: ['A slow platform is a result; only a fault of the measuring makes a repetition invalid.'],
  };
}

/** How far the repetitions of one target agree. */
export function repetitionTable(summary: Summary): Table {
  const tooFew = 'too few samples in this repetition';
  return {
    id: 'repetitions',
    title: 'Produce response of each repetition',
    columns: [
      left('Repetition'),
      right('Samples'),
      right('p50, ms'),
      right('p99, ms'),
      right('p99.9, ms'),
      right('Maximum, ms'),
      right('Achieved, records/s'),
    ],
    groups: plainRows(
      perRepetition(summary, ({ produce }) => [
        loneFigure('records', produce.response.count, tooFew),
        ...[produce.response.p50, produce.response.p99, produce.response.p999, produce.response.max].map(milliseconds),
        loneFigure('records-per-second', produce.achievedRate, tooFew),
      ]),
      'measured',
    ),
    notes: [],
  };
  function milliseconds(value: number | null): Cell {
    return value === null ? missing(tooFew) : { kind: 'figure', value, text: significant(value), unit: 'ms' };
  }
}

/** Response taken apart: what waited before the send, and what the platform took. */
export function latencyPartsTable(summary: Summary): Table {
  const tooFew = 'too few samples';
  return {
    id: 'latency-parts',
    title: 'Where response comes from, p99',
    columns: [left('Target'), right('Schedule delay, ms'), right('Service, ms'), right('Response, ms')],
    groups: plainRows(
      summary.targets.map(({ name, produce }) => ({
        title: name,
        unit: null,
        cells: (['scheduleDelay', 'service', 'response'] as const).map((part): Cell => {
          const value = produce[part].p99;
          const origin = { target: name, metric: `produce.${part}.p99` };
          return value === null
            ? { kind: 'missing', why: tooFew, origin }
            : { kind: 'figure', value, text: significant(value), unit: 'ms', origin };
        }),
      })),
      'measured',
    ),
    notes: ['Schedule delay: from due to handed over. Service: from handed over to settled. Response: both.'],
  };
}

/** The account of every record: intended = acknowledged + failed + unknown + unsent; acknowledged = delivered + lost. */
export function auditTable(summary: Summary): Table {
  const sends = ['intended', 'acknowledged', 'failed', 'unknown', 'unsent'] as const;
  const read = ['delivered', 'lost', 'duplicated', 'reordered', 'corrupted'] as const;
  return {
    id: 'audit',
    title: 'The account of every record',
    columns: [
      left('Repetition'),
      ...['Intended', '= Acknowledged', '+ Failed', '+ Unknown', '+ Unsent'].map(right),
      ...['Delivered', 'Lost', 'Duplicated', 'Reordered', 'Corrupted'].map(right),
    ],
    groups: plainRows(
      perRepetition(summary, ({ produce, audit }) => [
        ...sends.map((key) => loneFigure('records', produce.everySend[key], NO_READING)),
        ...read.map((key) => loneFigure('records', audit === null ? null : audit[key], NO_READING)),
      ]),
      'measured',
    ),
    notes: [
      'Backlog and warm-up are included. Acknowledged = delivered + lost, where delivered counts each acknowledged record once.',
    ],
  };
}

/** Declared thresholds and how each target met them; null where none was declared. */
export function thresholdTable(summary: Summary): Table | null {
  if (summary.thresholds.length === 0) return null;
  const tones = { pass: 'good', fail: 'bad', undecided: 'open' } as const;
  return {
    id: 'thresholds',
    title: 'Thresholds',
    columns: [left('Threshold'), left('Target'), left('Phase'), left('Expected'), right('Actual'), left('Verdict')],
    groups: plainRows(
      summary.thresholds.map((threshold) => ({
        title: threshold.id,
        unit: null,
        cells: [
          text(threshold.target),
          text(threshold.phase ?? 'all measured'),
          text(threshold.expected),
          threshold.actual === null
            ? missing('there is no figure to hold against the threshold')
            : {
                kind: 'figure',
                value: threshold.actual,
                text: `${significant(threshold.actual)} ${threshold.unit}`,
                unit: threshold.unit,
              },
          text(threshold.verdict, tones[threshold.verdict]),
        ],
      })),
      'measured',
    ),
    notes: [],
  };
}
