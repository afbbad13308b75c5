import { meanSize } from '../mean-size.ts';
import { type Mistake, oneOf } from '../mistake.ts';
import { BACKLOG, baselineFrom, layPhases } from '../phases.ts';
import { readingPatience } from '../reading-patience.ts';
import { nearest } from '../spelling.ts';
import { type Rule, repeated } from './rule.ts';

export const phasesAreSound: Rule = ({ ingress = [] }) => {
  const names = repeated(ingress.map(({ phase }) => phase)).map(
    ({ value, index }): Mistake => ({
      path: ['ingress', index, 'phase'],
      what: `is "${value}", the name of a phase above`,
      todo: 'give each phase its own name',
    }),
  );
  const reserved = ingress.flatMap(({ phase }, index): readonly Mistake[] => {
    if (phase !== BACKLOG) return [];
    const what = `is "${BACKLOG}", which the tool adds itself`;
    return [{ path: ['ingress', index, 'phase'], what, todo: 'use another name' }];
  });
  const ends = ingress.flatMap(({ kind, to }, index): readonly Mistake[] => {
    const path = ['ingress', index];
    if ((kind === 'ramp') === (to !== undefined)) return [];
    if (kind === 'ramp') {
      return [{ path, what: 'is a ramp without "to"', todo: 'add the rate at its end, such as to: 4000/s' }];
    }
    const what = `stands in a ${kind} phase`;
    return [{ path: [...path, 'to'], what, todo: 'remove it, or write kind: ramp', ofKey: true }];
  });
  const measured = ingress.length === 0 || ingress.some(({ warmUp }) => !warmUp);
  const none: Mistake = {
    path: ['ingress'],
    what: 'measures nothing: every phase is a warm-up',
    todo: 'add a phase without warmUp',
  };
  return [...names, ...reserved, ...ends, ...(measured ? [] : [none])];
};

export const catchUpHasBaseline: Rule = ({ catchUp, ingress, records }) => {
  if (catchUp === undefined || ingress === undefined) return [];
  const path = ['catchUp', 'startsWith'];
  const names = ingress.map(({ phase }) => phase);
  if (!names.includes(catchUp.startsWith)) {
    const near = nearest(catchUp.startsWith, names);
    const todo = near === null ? `name a phase of ingress: ${oneOf(names)}` : `did you mean "${near}"?`;
    return [{ path, what: `is "${catchUp.startsWith}", and no phase is called so`, todo }];
  }
  if (records === undefined) return [];
  if (baselineFrom(layPhases({ catchUp, ingress, records }), catchUp.startsWith) !== null) return [];
  return [
    {
      path,
      what: `is "${catchUp.startsWith}", before which no second is sent at the same, constant rate`,
      todo: 'put a steady phase of the same rate before it: what a drain does to others is told against that',
    },
  ];
};

export const retentionOutlastsRun: Rule = ({ retention, catchUp, ingress, records }) => {
  if (retention === undefined || ingress === undefined || records === undefined) return [];
  const phases = layPhases({ ingress, records, catchUp });
  const loadSeconds = phases.at(-1)?.endSecond ?? 0;
  const patience = readingPatience(phases, meanSize(records.size));
  const least = 2 * (loadSeconds + patience) + 60;
  if (retention >= least * 1e3) return [];
  return [
    {
      path: ['retention'],
      what: `is too short for ${loadSeconds} s of load and up to ${patience} s of reading after it`,
      todo: `write at least ${least}s: a slow platform's records would be gone before they are audited, and count as lost`,
    },
  ];
};
