import { faultIds } from '../faults.ts';
import { readLimit, thresholdId } from '../limits.ts';
import { faultOfMetric, METRIC_NAMES, metricNamed, recoveryMetricNames } from '../metrics.ts';
import { type Mistake, oneOf } from '../mistake.ts';
import type { Scenario, ThresholdInput } from '../schema.ts';
import { nearest } from '../spelling.ts';
import { type Rule, repeated } from './rule.ts';

export const thresholdsCanBeDecided: Rule = (sections) => {
  const thresholds = sections.thresholds ?? [];
  const ids = thresholds.map(({ metric, phase, atMost }) =>
    thresholdId(metric, phase, atMost === undefined ? 'at-least' : 'at-most'),
  );
  return [
    ...thresholds.flatMap((threshold, index) => [
      ...metricMistakes(threshold, index, sections),
      ...phaseMistakes(threshold, index, sections),
      ...limitMistakes(threshold, index),
    ]),
    ...repeated(ids).map(({ index }) => ({
      path: ['thresholds', index],
      what: 'limits a metric that a threshold above limits in the same way',
      todo: 'keep the stricter one',
    })),
  ];
};

function metricMistakes({ metric }: ThresholdInput, index: number, sections: Partial<Scenario>): readonly Mistake[] {
  const path = ['thresholds', index, 'metric'];
  const faults = sections.failures === undefined ? null : faultIds(sections.failures);
  const fault = faultOfMetric(metric);
  const known = fault === null || (faults?.includes(fault) ?? true) ? metricNamed(metric) : undefined;
  if (known === undefined) {
    const near = nearest(metric, [...METRIC_NAMES, ...recoveryMetricNames(faults ?? [])]);
    const todo = near === null ? 'see docs/scenarios.md for the metrics' : `did you mean "${near}"?`;
    return [{ path, what: `is "${metric}", which is not measured`, todo }];
  }
  const noCatchUp = known.needs === 'catchUp' && 'catchUp' in sections && sections.catchUp === undefined;
  const noReaders = known.needs === 'fanOut' && sections.fanOut?.groups === 0;
  if (!noCatchUp && !noReaders) return [];
  const missing = noCatchUp ? 'without a catchUp' : 'with fanOut.groups 0';
  return [
    { path, what: `is "${metric}", which is not measured ${missing}`, todo: 'add what it measures, or remove it' },
  ];
}

function phaseMistakes(
  { metric, phase }: ThresholdInput,
  index: number,
  { ingress }: Partial<Scenario>,
): readonly Mistake[] {
  if (phase === undefined) return [];
  const path = ['thresholds', index, 'phase'];
  if (metricNamed(metric)?.hasPhases === false) {
    return [{ path, what: `is given, but ${metric} is one figure for the whole run`, todo: 'remove it', ofKey: true }];
  }
  const names = ingress?.map((entry) => entry.phase) ?? [phase];
  if (names.includes(phase)) return [];
  return [{ path, what: `is "${phase}", and no phase is called so`, todo: `name one of ingress: ${oneOf(names)}` }];
}

function limitMistakes({ metric, atMost, atLeast }: ThresholdInput, index: number): readonly Mistake[] {
  const path = ['thresholds', index];
  if ((atMost === undefined) === (atLeast === undefined)) {
    const what = atMost === undefined ? 'has neither atMost nor atLeast' : 'has both atMost and atLeast';
    return [{ path, what, todo: 'give it one of the two' }];
  }
  if (metricNamed(metric) === undefined) return [];
  const [key, limit] = atMost === undefined ? ['atLeast', atLeast ?? ''] : ['atMost', atMost];
  const value = readLimit(metric, limit);
  if (typeof value === 'number') return [];
  return [{ path: [...path, key], what: `is ${JSON.stringify(limit)}`, todo: `${metric} takes ${value.expected}` }];
}
